import { expect, test } from 'vitest';
import { readRawPcm } from '../../src/sources/raw-pcm.js';
import { cut } from '../audio/read-all.js';

const left = [0, 0.5, -1, 0.25];
const right = [0.125, -0.5, 0.75, 0];

function interleaved(encoding: 's16le' | 'f32le'): Uint8Array {
  const width = encoding === 's16le' ? 2 : 4;
  const view = new DataView(new ArrayBuffer(2 * left.length * width));
  for (const [channel, samples] of [left, right].entries())
    for (const [frame, sample] of samples.entries()) {
      const at = (2 * frame + channel) * width;
      if (encoding === 's16le') view.setInt16(at, 32768 * sample, true);
      else view.setFloat32(at, sample, true);
    }
  return new Uint8Array(view.buffer);
}

test.each(['s16le', 'f32le'] as const)('%s is read as it was written, wherever it is cut', async (encoding) => {
  for (const chunkBytes of [1, 3, 8, 100]) {
    const heard: number[][] = [[], []];
    for await (const channels of readRawPcm(cut(interleaved(encoding), chunkBytes), { encoding, channelCount: 2 }))
      channels.forEach((channel, c) => heard[c]!.push(...channel));
    expect(heard).toEqual([left, right]);
  }
});

test('what is left of a frame is dropped', async () => {
  const bytes = interleaved('s16le').subarray(0, 7);
  const blocks: (readonly Float32Array[])[] = [];
  for await (const block of readRawPcm(cut(bytes, 7), { encoding: 's16le', channelCount: 2 })) blocks.push(block);
  expect(blocks.map(([channel]) => channel!.length)).toEqual([1]);
});
