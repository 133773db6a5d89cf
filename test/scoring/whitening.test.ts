import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiply } from '../../src/dsp/linear-algebra.js';
import { tableOf } from '../../src/profiles/reference-table.js';
import { fitSpace, type Space } from '../../src/profiles/space.js';
import { zcaCorWhitening } from '../../src/scoring/whitening.js';
import { drawGenre, featuresOf } from '../profiles/synthetic.js';

test('of two variables with correlation r: the inverse root of [[1, r], [r, 1]] over the deviations', () => {
  const covariance = Float64Array.of(4, 3, 3, 9);
  const whitening = zcaCorWhitening({ width: 2, shrunk: { covariance } } as unknown as Space);
  const plus = 1 / Math.sqrt(1.5);
  const minus = 1 / Math.sqrt(0.5);
  expect(whitening[0]).toBeCloseTo((plus + minus) / 2 / 2, 12);
  expect(whitening[1]).toBeCloseTo((plus - minus) / 2 / 3, 12);
  expect(whitening[3]).toBeCloseTo((plus + minus) / 2 / 3, 12);
});

test('the squares of a whitened deviation add up to its squared distance', () => {
  const features = featuresOf({ timbre: 6 });
  const references = drawGenre(features);
  const table = tableOf(
    features,
    references.map(
      ({ row }) =>
        (id: string) =>
          row.values[id],
    ),
  );
  const space = fitSpace(table, new Float64Array(60).fill(1), new Float64Array(6), 'full');
  fc.assert(
    fc.property(fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 6, maxLength: 6 }), (numbers) => {
      const z = Float64Array.from(numbers);
      const squares = multiply(zcaCorWhitening(space), 6, z).reduce((sum, value) => sum + value * value, 0);
      expect(squares).toBeCloseTo(space.metric.squared(z), 8);
    }),
  );
});
