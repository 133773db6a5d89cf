import { expect, test } from 'vitest';
import { groupedShare, shareInterval } from '../../../bench/metrics/share-interval.js';

test("Wilson's interval is that of his formula: 8 of 10, and never a point where all are hits", () => {
  const { low, high } = shareInterval(8, 10);
  expect(low).toBeCloseTo(0.4902, 3);
  expect(high).toBeCloseTo(0.9433, 3);
  expect(shareInterval(10, 10).low).toBeCloseTo(10 / (10 + 1.96 ** 2), 9);
  expect(shareInterval(0, 10).high).toBeCloseTo(1.96 ** 2 / (10 + 1.96 ** 2), 9);
});

test('where all are hits it is as sure as the groups are many; elsewhere groups are resampled', () => {
  const groups = ['a', 'a', 'a', 'b', 'b', 'c'];
  const hits = groups.map(() => true);
  expect(groupedShare(hits, groups)).toEqual(shareInterval(3, 3));
  const { value, low, high } = groupedShare([true, true, true, false, false, true], groups);
  expect(value).toBeCloseTo(4 / 6, 9);
  expect([low, high]).toEqual([0, 1]);
});
