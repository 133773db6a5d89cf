import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  sortedDefined,
  standardDeviation,
} from '../../src/dsp/statistics.js';

test('closed forms', () => {
  expect(median([3, 1, NaN, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(quantile([0, 10, 20, 30, 40], 0.05)).toBeCloseTo(2, 12);
  expect(mean([1, NaN, 3])).toBe(2);
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
});

test('nothing defined is NaN', () => {
  for (const statistic of [mean, median, standardDeviation, medianAbsoluteDeviation]) {
    expect(statistic([])).toBeNaN();
    expect(statistic([NaN, NaN])).toBeNaN();
  }
  expect(standardDeviation([5])).toBeNaN();
});

test('shifting and scaling the numbers shifts and scales the median and the spread', () => {
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(
      numbers,
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      (x, a, b) => {
        const y = x.map((value) => a * value + b);
        expect(median(y)).toBeCloseTo(a * median(x) + b, 6);
        expect(medianAbsoluteDeviation(y)).toBeCloseTo(a * medianAbsoluteDeviation(x), 6);
        expect(standardDeviation(y)).toBeCloseTo(a * standardDeviation(x), 6);
      },
    ),
  );
});

test('sorting leaves its argument alone', () => {
  const values = [3, NaN, 1];
  expect([...sortedDefined(values)]).toEqual([1, 3]);
  expect(values).toEqual([3, NaN, 1]);
});
