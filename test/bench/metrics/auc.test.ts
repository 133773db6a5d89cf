import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc } from '../../../bench/metrics/auc.js';

test('closed forms: apart, reversed, tied, mixed', () => {
  expect(auc([3, 4], [1, 2])).toBe(1);
  expect(auc([1, 2], [3, 4])).toBe(0);
  expect(auc([1, 1], [1, 1, 1])).toBe(0.5);
  expect(auc([1, 3], [2])).toBe(0.5);
  expect(auc([2, 3], [1, 2])).toBe(3.5 / 4);
});

test('nothing to compare, or a score that is none, is undefined', () => {
  expect(auc([], [1])).toBeNaN();
  expect(auc([1], [])).toBeNaN();
  expect(auc([1, Number.NaN], [0])).toBeNaN();
});

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });

test('it is the share of pairs won, and its complement with the sides exchanged', () => {
  fc.assert(
    fc.property(scores, scores, (positives, negatives) => {
      let won = 0;
      for (const p of positives) for (const n of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
      expect(auc(positives, negatives)).toBeCloseTo(won / (positives.length * negatives.length), 12);
      expect(auc(negatives, positives)).toBeCloseTo(1 - auc(positives, negatives), 12);
    }),
  );
});
