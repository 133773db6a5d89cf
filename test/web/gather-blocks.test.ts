import { expect, test } from 'vitest';
import { gatherBlocks } from '../../src/web/page/gather-blocks.js';

/** Pieces of a ramp on each channel, the second one below zero. */
function gather(pieces: readonly (readonly [channelCount: number, length: number])[]): Float32Array[][] {
  const blocks: Float32Array[][] = [];
  const push = gatherBlocks((channels) => blocks.push(channels));
  let heard = 0;
  for (const [channelCount, length] of pieces) {
    push(channelCount, length, (channel, from, target) => {
      for (let n = 0; n < target.length; n++) target[n] = (heard + from + n) * (channel === 0 ? 1 : -1);
    });
    heard += length;
  }
  return blocks;
}

test('pieces of any length become blocks of 4096 samples that follow one another', () => {
  const blocks = gather([
    [2, 441],
    [2, 1],
    [2, 10_000],
    [2, 6000],
  ]);
  expect(blocks.length).toBe(4);
  for (const [index, [first, second]] of blocks.entries()) {
    expect(first).toEqual(Float32Array.from({ length: 4096 }, (_, n) => 4096 * index + n));
    expect(second).toEqual(first!.map((sample) => -sample));
  }
});

test('what was begun with fewer channels is dropped', () => {
  const blocks = gather([
    [1, 5000],
    [2, 4096],
  ]);
  expect(blocks.map((channels) => channels.map((channel) => channel[0]))).toEqual([[0], [5000, -5000]]);
});
