import { expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { shrinkCovariance } from '../../src/profiles/shrinkage.js';
import { normal } from './synthetic.js';

const rows = (count: number) => Array.from({ length: count }, (_, i) => i);
const drawn = (count: number, width: number, seed = 1) => {
  const next = seededRandom(seed);
  return Float64Array.from({ length: count * width }, () => normal(next));
};
const zero = (width: number) => new Float64Array(width);

test('five rows of three: the figures of the definition, summed outer product by outer product', () => {
  const z = Float64Array.of(1, 2, 0, -1, 0.5, 2, 0.3, -1.2, 1, 2, 1, -1, -0.7, -0.4, 0.6);
  const { covariance, intensity } = shrinkCovariance(z, 3, rows(5), zero(3), 'full');
  // numpy: sum(((outer(z, z) - S) ** 2).sum() for z in Z) / n ** 2 / ((S - trace(S) / p * eye(p)) ** 2).sum()
  expect(intensity).toBeCloseTo(0.9341458373686211, 12);
  const expected = [1.3191138194578955, 0.04504424723986315, -0.05426383000825621, 1.3226699442399898];
  [covariance[0]!, covariance[1]!, covariance[2]!, covariance[4]!].forEach((element, i) => {
    expect(element).toBeCloseTo(expected[i]!, 12);
  });
});

test('the trace is kept, and many rows leave next to nothing to shrink', () => {
  const z = drawn(4000, 4);
  for (let i = 0; i < z.length; i += 4) z[i + 1]! += 2 * z[i]!;
  const { covariance, intensity } = shrinkCovariance(z, 4, rows(4000), zero(4), 'full');
  expect(intensity).toBeLessThan(0.01);
  expect(covariance[1]! / covariance[0]!).toBeCloseTo(2, 1);
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < 4; i++) trace += covariance[5 * i]!;
  for (const value of z) squares += (value * value) / 4000;
  expect(trace).toBeCloseTo(squares, 9);
});

test('fewer rows than columns still give a positive definite matrix', () => {
  const { covariance, lower } = shrinkCovariance(drawn(5, 30), 30, rows(5), zero(30), 'full');
  for (let i = 0; i < 30; i++) expect(lower[31 * i]).toBeGreaterThan(0);
  expect(covariance[1]).toBe(covariance[30]);
});

test('only the rows listed count', () => {
  const z = drawn(20, 3);
  const part = shrinkCovariance(z, 3, [3, 4, 5, 6, 7], zero(3), 'full');
  expect(part.covariance).toEqual(shrinkCovariance(z.slice(9, 24), 3, rows(5), zero(3), 'full').covariance);
});

test('a missing number leaves the means over the rows that have the pair', () => {
  const z = Float64Array.of(1, 1, 2, NaN, -1, 1, 0, -3);
  const { covariance, intensity } = shrinkCovariance(z, 2, rows(4), zero(2), 'full');
  const [first, second, both] = [6 / 4, 11 / 3, 0 / 3];
  const average = (first + second) / 2;
  expect(covariance[0]).toBeCloseTo((1 - intensity) * first + intensity * average, 12);
  expect(covariance[1]).toBeCloseTo((1 - intensity) * both, 12);
});

test('missing numbers that leave no valid covariance are shrunk until it is one', () => {
  // Pairwise each two of the columns agree or oppose fully: no three variables can.
  const z = new Float64Array(60 * 3).fill(NaN);
  for (let i = 0; i < 60; i++) {
    const sign = i % 2 ? 1 : -1;
    const [a, b] = [i % 3, (i + 1) % 3];
    z[3 * i + a] = sign;
    z[3 * i + b] = a === 2 ? -sign : sign;
  }
  const { lower, intensity } = shrinkCovariance(z, 3, rows(60), zero(3), 'full');
  expect(intensity).toBeLessThanOrEqual(1);
  for (let i = 0; i < 3; i++) expect(lower[4 * i]).toBeGreaterThan(0);
});

test('the diagonal mode keeps variances alone, and a variance of nothing is raised', () => {
  const { covariance } = shrinkCovariance(Float64Array.of(2, 0, -2, 0, 2, 0), 2, rows(3), zero(2), 'diagonal');
  expect([...covariance]).toEqual([4, 0, 0, 0.02]);
});
