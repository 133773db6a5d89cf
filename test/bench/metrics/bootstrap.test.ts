import { expect, test } from 'vitest';
import { auc } from '../../../bench/metrics/auc.js';
import { bootstrap, meanInterval } from '../../../bench/metrics/bootstrap.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

/** Standard normal (Box & Muller). */
const normal = (next: () => number) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
const width = (interval: { low: number; high: number }) => interval.high - interval.low;
const area = (drawn: readonly { score: number; isPositive: boolean }[]) =>
  auc(
    drawn.filter((item) => item.isPositive).map((item) => item.score),
    drawn.filter((item) => !item.isPositive).map((item) => item.score),
  );

test('the same items and seed give the same interval, another seed nearly', () => {
  const values = Array.from({ length: 100 }, (_, i) => i / 100);
  const interval = meanInterval(values, { seed: 7 });
  expect(meanInterval(values, { seed: 7 })).toEqual(interval);
  const other = meanInterval(values, { seed: 8 });
  expect(other.low).not.toBe(interval.low);
  expect(other.low).toBeCloseTo(interval.low, 1);
});

test('equal items leave no doubt, one item nothing but doubt', () => {
  expect(meanInterval([3, 3, 3])).toEqual({ value: 3, low: 3, high: 3 });
  expect(meanInterval([3])).toEqual({ value: 3, low: Number.NaN, high: Number.NaN });
  expect(meanInterval([])).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
  expect(meanInterval([1, 2, 3], { groups: ['a', 'a', 'a'] })).toEqual({ value: 2, low: Number.NaN, high: Number.NaN });
});

test('of a share the interval is as wide as its binomial spread', () => {
  const { value, low, high } = meanInterval(Array.from({ length: 400 }, (_, i) => i % 2));
  // .5 ± 1.96 * sqrt(.25 / 400)
  expect(value).toBe(0.5);
  expect(low).toBeCloseTo(0.451, 2);
  expect(high).toBeCloseTo(0.549, 2);
});

test('95 % intervals cover the true mean about 95 times in 100', () => {
  const next = seededRandom(3);
  let covered = 0;
  for (let trial = 0; trial < 200; trial++) {
    const { low, high } = meanInterval(
      Array.from({ length: 40 }, () => normal(next)),
      { seed: trial, resamples: 400 },
    );
    if (low <= 0 && high >= 0) covered++;
  }
  // 190 ± 4 standard errors of 3.1, less a little, for percentile intervals are short at n = 40.
  expect(covered).toBeGreaterThanOrEqual(175);
  expect(covered).toBeLessThanOrEqual(199);
});

test('items that come in alike groups are as uncertain as so many groups', () => {
  const next = seededRandom(5);
  const centres = Array.from({ length: 10 }, () => normal(next));
  const values = centres.flatMap((centre) => Array.from({ length: 25 }, () => centre));
  const groups = centres.flatMap((_, group) => Array.from({ length: 25 }, () => `artist ${group}`));
  const grouped = meanInterval(values, { groups });
  expect(width(grouped)).toBeGreaterThan(3 * width(meanInterval(values)));
  expect(width(grouped)).toBeCloseTo(width(meanInterval(centres)), 12);
});

test('a group of 25 weighs as its 25 items', () => {
  expect(meanInterval([1, 1, 1, 5], { groups: ['a', 'a', 'a', 'b'] }).value).toBe(2);
  expect(() => meanInterval([1, 2], { groups: ['a'] })).toThrow('1 groups for 2 items');
});

test('any statistic will do, and resamples that leave it undefined are left out', () => {
  const items = [0.1, 0.2, 0.8, 0.9].map((score, i) => ({ score, isPositive: i > 1 }));
  expect(bootstrap(items, area)).toEqual({ value: 1, low: 1, high: 1 });
  expect(bootstrap(items, () => Number.NaN)).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
});
