import { describe, expect, test } from 'vitest';
import { cliffsDelta, rankSumProbability } from '../../src/dsp/cliffs-delta.js';

describe("Cliff's delta", () => {
  test('is 1 where all are above, 0 where they are the same, and turns its sign with its sides', () => {
    expect(cliffsDelta([4, 5, 6], [1, 2, 3])).toBe(1);
    expect(cliffsDelta([1, 2, 3], [1, 2, 3])).toBe(0);
    expect(cliffsDelta([1, 5], [2, 3, 4])).toBe(0);
    expect(cliffsDelta([1, 2, 7], [3, 4])).toBeCloseTo(-1 / 3, 12);
    expect(cliffsDelta([3, 4], [1, 2, 7])).toBeCloseTo(1 / 3, 12);
  });

  test('leaves out what is not a number, and is not one of nothing', () => {
    expect(cliffsDelta([4, NaN], [1, NaN])).toBe(1);
    expect(cliffsDelta([NaN], [1])).toBeNaN();
  });
});

describe('the rank sum test', () => {
  test('gives the p of the normal approximation: U = 0 of 5 and 5', () => {
    // z = (12.5 - .5) / sqrt(25 * 11 / 12) = 2.5067; 2 (1 - Phi(z)) = .01219
    expect(rankSumProbability([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.01219, 5);
  });

  test('is 1 for equal samples and for what does not vary', () => {
    expect(rankSumProbability([1, 2, 3], [1, 2, 3])).toBeCloseTo(1, 6);
    expect(rankSumProbability([2, 2], [2, 2, 2])).toBe(1);
  });
});
