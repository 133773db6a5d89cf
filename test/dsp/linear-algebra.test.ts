import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cholesky,
  logDeterminant,
  multiply,
  rowProducts,
  solveLower,
  submatrix,
  symmetricEigen,
  symmetricPower,
} from '../../src/dsp/linear-algebra.js';

const close = (found: ArrayLike<number>, expected: ArrayLike<number>, digits = 9) => {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(found[i], `element ${i}`).toBeCloseTo(expected[i]!, digits);
};

/** X X' + I / 10 of random X: positive definite. */
const positiveDefinite = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * (size + 2), maxLength: size * (size + 2) })
    .map((numbers) => {
      const matrix = rowProducts(Float64Array.from(numbers), size, size + 2);
      for (let i = 0; i < size; i++) matrix[i * size + i]! += 0.1;
      return { matrix, size };
    }),
);

const product = (a: Float64Array, b: Float64Array, size: number) =>
  Float64Array.from({ length: size * size }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += a[Math.floor(at / size) * size + k]! * b[k * size + (at % size)]!;
    return sum;
  });

test('Cholesky of a known matrix, its determinant and a solution', () => {
  const lower = cholesky(Float64Array.of(4, 2, 2, 10), 2)!;
  close(lower, [2, 0, 1, 3]);
  expect(logDeterminant(lower, 2)).toBeCloseTo(Math.log(36), 12);
  close(solveLower(lower, 2, Float64Array.of(4, 8), new Float64Array(2)), [2, 2]);
});

test('a matrix that is not positive definite has no Cholesky factor', () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  expect(cholesky(Float64Array.of(0), 1)).toBeUndefined();
  expect(cholesky(Float64Array.of(NaN), 1)).toBeUndefined();
});

test('eigenvalues of a known matrix', () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  close(values.slice().sort(), [1, 3]);
  for (const element of vectors) expect(Math.abs(element)).toBeCloseTo(Math.SQRT1_2, 12);
});

test('the products of rows are those of the definition, whatever the size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }), (size, length) => {
      const rows = Float64Array.from({ length: size * length }, (_, i) => Math.sin(i * 7.3));
      const expected = Float64Array.from({ length: size * size }, (_, at) => {
        let sum = 0;
        for (let k = 0; k < length; k++)
          sum += rows[Math.floor(at / size) * length + k]! * rows[(at % size) * length + k]!;
        return sum;
      });
      close(rowProducts(rows, size, length), expected);
    }),
  );
});

test('L L is the matrix; so are its eigenvectors scaled by its eigenvalues', () => {
  fc.assert(
    fc.property(positiveDefinite, ({ matrix, size }) => {
      close(rowProducts(cholesky(matrix, size)!, size, size), matrix);
      close(symmetricPower(matrix, size, 1), matrix);
    }),
  );
});

test('the power -1/2 whitens: P M P = I', () => {
  fc.assert(
    fc.property(positiveDefinite, ({ matrix, size }) => {
      const power = symmetricPower(matrix, size, -0.5);
      const identity = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
      close(product(product(power, matrix, size), power, size), identity, 6);
    }),
  );
});

test('a submatrix keeps the order asked for, and a product is row by column', () => {
  const matrix = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  close(submatrix(matrix, 3, [2, 0]), [9, 7, 3, 1]);
  close(multiply(matrix, 3, Float64Array.of(1, 0, -1)), [-2, -2, -2]);
});
