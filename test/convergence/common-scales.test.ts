import { expect, test } from 'vitest';
import { commonScales, type Lookup } from '../../src/convergence/common-scales.js';

const feature = (id: string, measurement = 0) => ({
  id,
  aspect: 'timing' as const,
  range: [-100, 100] as const,
  transform: 'identity' as const,
  measurement,
});
const tracks = (values: readonly number[], name = 'x'): Lookup[] =>
  values.map((value) => (id) => (id === name ? value : undefined));
const groups = (count: number) => Array.from({ length: count }, (_, i) => `artist ${i}`);

test('z counts deviations about the own median, from the middle between the medians', () => {
  const [a, b] = [tracks([-1, 0, 1]), tracks([9, 10, 11])];
  const scales = commonScales([feature('x')], [a, b]);
  // the MAD of -1 0 1 -1 0 1 is 1
  const { z, width, count } = scales.rowSet(b, groups(3));
  expect([count, width]).toEqual([3, 1]);
  [4, 5, 6].forEach((deviation, row) => {
    expect(z[row]).toBeCloseTo(deviation / 1.4826, 9);
  });
  const noisy = commonScales([feature('x', 1.4826)], [a, b]).rowSet(b, groups(3));
  expect(noisy.z[1]).toBeCloseTo(5 / 1.4826 / Math.SQRT2, 9);
});

test('sets weigh the same, whatever their sizes', () => {
  const wide = tracks([-30, -20, -10, 0, 10, 20, 30, -25, 25, 15, -15]);
  const narrow = tracks([-0.1, 0, 0.1]);
  const scaleOf = (sets: Lookup[][]) => 1 / commonScales([feature('x')], sets).rowSet(tracks([0, 1]), groups(2)).z[1]!;
  const once = scaleOf([wide, narrow]);
  expect(scaleOf([[...wide, ...wide, ...wide, ...wide], narrow]) / once).toBeCloseTo(1, 1);
  expect(scaleOf([narrow, wide])).toBeCloseTo(once, 9);
});

test('what does not vary, or what a set lacks, is left out', () => {
  const constant = commonScales([feature('x'), feature('y')], [tracks([1, 1, 1]), tracks([1, 1, 1])]);
  expect(constant.aspects).toEqual([]);
  expect(commonScales([feature('x')], [tracks([1, 2, 3]), tracks([4, 5, 6], 'y')]).aspects).toEqual([]);
});
