import { expect, test } from 'vitest';
import { createKernelMemory, createScratch } from '../../src/dsp/kernels.js';

const noise = (length: number) => Float32Array.from({ length }, (_, n) => Math.sin(n * n * 0.37));

test('halving is the plain loop, to the last bit', () => {
  const taps = Float64Array.of(0.31, -0.08, 0.02);
  const input = noise(40);
  const memory = createKernelMemory(4096);
  const held = memory.float32s(40);
  const [even, odd] = [memory.float64s(36), memory.float64s(36)];
  const weights = memory.float64s(3);
  const out = memory.float32s(32);
  held.set(input);
  weights.set(taps);
  const count = 14;
  memory.kernels.halve(
    count,
    20,
    held.byteOffset,
    even.byteOffset,
    odd.byteOffset,
    weights.byteOffset,
    3,
    out.byteOffset,
  );
  for (let i = 0; i < count; i++) {
    const centre = 2 * (i + 3);
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += taps[k]! * (input[centre - 2 * k - 1]! + input[centre + 2 * k + 1]!);
    expect(out[i]).toBe(Math.fround(0.5 * input[centre]! + sum));
  }
});

test('mixing is the plain loop', () => {
  const memory = createKernelMemory(1024);
  const [left, right, middle, side] = Array.from({ length: 4 }, () => memory.float32s(16)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  left.set(noise(13));
  right.set(noise(16).subarray(3));
  memory.kernels.middle(13, left.byteOffset, right.byteOffset, middle.byteOffset);
  memory.kernels.side(13, left.byteOffset, right.byteOffset, side.byteOffset);
  expect(middle).toEqual(left.map((sample, n) => 0.5 * (sample + right[n]!)));
  expect(side).toEqual(left.map((sample, n) => 0.5 * (sample - right[n]!)));
});

test('the peak of each stretch, the last of which is short', () => {
  const memory = createKernelMemory(1024);
  const samples = memory.float32s(23);
  const peaks = memory.float32s(3);
  samples.set(noise(23));
  memory.kernels.stretchPeaks(23, 9, samples.byteOffset, peaks.byteOffset);
  const largest = (from: number) => Math.max(...samples.subarray(from, from + 9).map(Math.abs));
  expect([...peaks]).toEqual([largest(0), largest(9), largest(18)]);
});

test('a scratch memory grows as it must, and begins anew each time', () => {
  const scratch = createScratch();
  const small = scratch(16);
  small.float64s(2);
  expect(scratch(16)).toBe(small);
  expect(small.float64s(2).byteOffset).toBe(0);
  expect(scratch(1e6).bytes).toBeGreaterThanOrEqual(1e6);
});
