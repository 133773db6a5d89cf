import { expect, test } from 'vitest';
import { cholesky } from '../../src/dsp/linear-algebra.js';
import { metricOf } from '../../src/profiles/metric.js';

const covariance = Float64Array.of(4, 2, 0, 2, 10, 0, 0, 0, 1);
const metric = metricOf({ covariance, lower: cholesky(covariance, 3)! }, 3);

test('the distance is that of the inverse covariance', () => {
  // The inverse of [[4, 2], [2, 10]] is [[10, -2], [-2, 4]] / 36.
  expect(metric.squared(Float64Array.of(1, 1, 2))).toBeCloseTo((10 - 4 + 4) / 36 + 4, 12);
  expect(metric.logDensity(Float64Array.of(0, 0, 0))).toBeCloseTo(-0.5 * Math.log(36), 12);
});

test('missing numbers are not guessed: the marginal distance, prorated', () => {
  expect(metric.squared(Float64Array.of(2, NaN, 1))).toBeCloseTo((3 / 2) * (1 + 1), 12);
  expect(metric.logDensity(Float64Array.of(2, NaN, 1))).toBeCloseTo(-0.5 * (2 + Math.log(4)), 12);
});

test('with fewer than half there is no distance', () => {
  expect(metric.squared(Float64Array.of(2, NaN, NaN))).toBeNaN();
  expect(metric.squared(Float64Array.of(NaN, NaN, NaN))).toBeNaN();
});
