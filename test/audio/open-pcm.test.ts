import { expect, test } from 'vitest';
import { openPcm } from '../../src/audio/open-pcm.js';

async function read(channels: readonly Float32Array[], sampleRate: number) {
  const audio = openPcm(channels, { sampleRate });
  const blocks: (readonly Float32Array[])[] = [];
  for await (const block of audio.blocks()) blocks.push(block.channels);
  const joined = blocks[0]!.map((_, c) => Float32Array.from(blocks.flatMap((block) => [...block[c]!])));
  return { joined, warnings: audio.warnings };
}

test('samples at 44.1 kHz come back as they went in', async () => {
  const channels = [0, 1].map((c) => Float32Array.from({ length: 100_000 }, (_, n) => Math.sin(n * 0.01 + c)));
  const { joined, warnings } = await read(channels, 44100);
  expect(joined).toEqual(channels);
  expect(warnings).toEqual([]);
});

test('other rates are resampled, in time', async () => {
  const { joined } = await read(
    [Float32Array.from({ length: 48000 }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / 48000))],
    48000,
  );
  expect(joined[0]!.length).toBe(44100);
  for (let n = 2000; n < 42000; n += 999)
    expect(joined[0]![n]).toBeCloseTo(Math.sin((2 * Math.PI * 440 * n) / 44100), 3);
});

test('what is not a number becomes silence, with a warning, in a copy', async () => {
  const samples = Float32Array.of(0.5, NaN, Infinity, 0.25, 1e30, -1e30);
  const { joined, warnings } = await read([samples], 44100);
  expect([...joined[0]!]).toEqual([0.5, 0, 0, 0.25, 0, 0]);
  expect(warnings[0]).toMatch(/^4 samples are no samples/);
  expect(samples[1]).toBeNaN();
});

test('what is no sound is refused', () => {
  for (const [channels, sampleRate] of [
    [[], 44100],
    [[new Float32Array(3), new Float32Array(4)], 44100],
    [Array.from({ length: 9 }, () => new Float32Array(3)), 44100],
    [[new Float32Array(3)], 0],
  ] as const)
    expect(() => openPcm(channels, { sampleRate })).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
});
