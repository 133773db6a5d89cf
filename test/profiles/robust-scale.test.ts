import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianAbsoluteDeviation, standardDeviation } from '../../src/dsp/statistics.js';
import { evenScale, robustScale } from '../../src/profiles/robust-scale.js';

const ones = (count: number) => new Float64Array(count).fill(1);
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();
const scaleOf = (values: readonly number[]) => robustScale(sorted(values), ones(values.length), values.length);
const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 25 });

test('median and 1.4826 MAD', () => {
  expect(scaleOf([1, 2, 3, 4, 100])).toEqual({ centre: 3, spread: 1.4826 });
});

test('where more than half are equal: .7413 of the interquartile range, else the standard deviation, else 0', () => {
  expect(scaleOf([0, 0, 0, 0, 0, 0, 4, 4, 4]).spread).toBeCloseTo(0.7413 * 4, 12);
  const rare = [...Array(9).fill(0), 10] as number[];
  expect(scaleOf(rare).spread).toBeCloseTo(standardDeviation(rare) * Math.sqrt(9 / 10), 12);
  expect(scaleOf([0.1, 0.1, 0.1])).toEqual({ centre: 0.1, spread: 0 });
});

test('with equal weights they are the plain median and MAD', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const deviation = medianAbsoluteDeviation(values);
      const found = scaleOf(values);
      expect(found.centre).toBeCloseTo(median(values), 12);
      if (deviation > 0) expect(found.spread).toBeCloseTo(1.4826 * deviation, 12);
      expect(evenScale(sorted(values), values.length)).toEqual(found);
    }),
  );
});

test('a weight of two is the same as the value twice', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const ascending = sorted(values);
      const weights = ascending.map((_, i) => 1 + (i % 2));
      const repeated = sorted([...ascending].flatMap((value, i) => (i % 2 ? [value, value] : [value])));
      const found = robustScale(ascending, weights, ascending.length);
      const expected = robustScale(repeated, ones(repeated.length), repeated.length);
      expect(found.centre).toBeCloseTo(expected.centre, 12);
      expect(found.spread).toBeCloseTo(expected.spread, 12);
    }),
  );
});
