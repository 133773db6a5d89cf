import { expect, test } from 'vitest';
import { correlation, rankCorrelation } from '../../../bench/metrics/correlation.js';

test('of a line it is 1 or -1; of ranks, of anything that only rises', () => {
  expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(correlation([0, 1, 0, -1], [1, 0, -1, 0])).toBeCloseTo(0, 12);
  expect(rankCorrelation([1, 2, 3, 4], [1, 10, 11, 1000])).toBeCloseTo(1, 12);
});

test('equal numbers share their ranks, and what does not vary has none', () => {
  // scipy.stats.spearmanr([1, 2, 3, 4], [1, 1, 2, 3]).statistic
  expect(rankCorrelation([1, 2, 3, 4], [1, 1, 2, 3])).toBeCloseTo(0.9486832980505138, 12);
  expect(correlation([1, 2], [5, 5])).toBeNaN();
});
