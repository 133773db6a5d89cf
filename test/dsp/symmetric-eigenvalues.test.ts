import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowProducts, symmetricEigen } from '../../src/dsp/linear-algebra.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { symmetricEigenvalues } from '../../src/dsp/symmetric-eigenvalues.js';

const close = (found: Float64Array, expected: ArrayLike<number>) => {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(found[i], `value ${i}`).toBeCloseTo(expected[i]!, 9);
};

test('known matrices: the largest first', () => {
  close(symmetricEigenvalues(Float64Array.of(2, 1, 1, 2), 2), [3, 1]);
  close(symmetricEigenvalues(Float64Array.of(7), 1), [7]);
  close(symmetricEigenvalues(new Float64Array(9), 3), [0, 0, 0]);
  close(symmetricEigenvalues(new Float64Array(0), 0), []);
  close(symmetricEigenvalues(new Float64Array(16).fill(1), 4), [4, 0, 0, 0]);
});

test("the second difference's are 2 - 2 cos(k pi / (n + 1))", () => {
  const size = 40;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = 2;
    if (i > 0) matrix[i * size + i - 1] = matrix[(i - 1) * size + i] = -1;
  }
  const expected = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)));
  close(symmetricEigenvalues(matrix, size), expected);
});

test("they are Jacobi's, of any symmetric matrix and of one of low rank", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 1e6 }),
      (size, rank, seed) => {
        const next = seededRandom(seed);
        const products = rowProducts(
          Float64Array.from({ length: size * rank }, () => 2 * next() - 1),
          size,
          rank,
        );
        const shift = next() < 0.5 ? 0 : 3 * (next() - 0.5);
        for (let i = 0; i < size; i++) products[i * size + i]! -= shift;
        const expected = symmetricEigen(products, size).values.sort().reverse();
        close(symmetricEigenvalues(products, size), expected);
      },
    ),
  );
});
