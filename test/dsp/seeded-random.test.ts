import { expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';

const draw = (seed: number, count: number) => Array.from({ length: count }, seededRandom(seed));

test('sfc32 as an independent implementation in Python integers gives it', () => {
  expect(draw(1, 4).map((value) => value * 2 ** 32)).toEqual([2012149540, 1872316204, 1707632675, 1779833415]);
  // A seed beyond 32 bits counts in full.
  expect(draw(2 ** 40 + 7, 3).map((value) => value * 2 ** 32)).toEqual([1614752920, 2544231158, 2841167337]);
});

test('numbers lie in [0, 1), evenly', () => {
  const counts = Array.from({ length: 20 }, () => 0);
  for (const value of draw(42, 20_000)) {
    expect(value >= 0 && value < 1).toBe(true);
    counts[Math.floor(value * 20)]!++;
  }
  // Chi squared of 19 degrees of freedom: 43.8 is its 99.9 % point.
  expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
});

test('neighbouring seeds are unrelated', () => {
  const a = draw(1, 2000);
  const b = draw(2, 2000);
  const covariance = a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / a.length;
  // 1/12 is the variance; 4 standard errors of a correlation of 2000 pairs.
  expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(2000));
});
