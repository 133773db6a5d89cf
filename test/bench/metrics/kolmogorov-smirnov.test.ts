import { expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../../../bench/metrics/kolmogorov-smirnov.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

test('the distance is the largest gap between the two empirical distributions', () => {
  expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ distance: 0, p: 1 });
  expect(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5);
  expect(kolmogorovSmirnov([1, 1, 1], [1, 1]).distance).toBe(0);
  expect(kolmogorovSmirnov([1, 2], [3, 4]).distance).toBe(1);
});

test('p falls below .05 about once in twenty for samples of one law, and nearly always for two', () => {
  const random = seededRandom(5);
  const draw = (count: number, shift = 0) => Array.from({ length: count }, () => random() + shift);
  const below = (shift: number) =>
    Array.from({ length: 400 }, () => kolmogorovSmirnov(draw(30), draw(70, shift)).p).filter((p) => p < 0.05).length /
    400;
  // three standard errors of a share of .05 in 400
  expect(Math.abs(below(0) - 0.05)).toBeLessThan(0.033);
  expect(below(0.5)).toBeGreaterThan(0.95);
});
