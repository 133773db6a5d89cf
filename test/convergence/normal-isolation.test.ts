import { expect, test } from 'vitest';
import { logNormalIsolation } from '../../src/convergence/normal-isolation.js';

const isolation = (eigenvalues: readonly number[], count: number) =>
  Math.exp(logNormalIsolation(eigenvalues, count, 1));

test('in very many directions every two rows are the square root of 2 as far apart as from the centre', () => {
  expect(isolation(Array(2000).fill(1), 4)).toBeCloseTo(Math.SQRT2, 1);
});

test('fewer directions and more rows bring neighbours nearer; the scale does nothing', () => {
  const falling = [Array(40).fill(1), Array(10).fill(1), [1, 1, 1], [1]].map((values) => isolation(values, 30));
  for (let i = 1; i < falling.length; i++) expect(falling[i]).toBeLessThan(falling[i - 1]!);
  expect(isolation([1, 1, 1], 90)).toBeLessThan(isolation([1, 1, 1], 30));
  expect(isolation([5, 5, 0, 0], 30)).toBeCloseTo(isolation([1, 1], 30), 12);
});

test('on a line the nearest of n rows lies in the order of 1 / n away', () => {
  expect(isolation([1], 400) / isolation([1], 100)).toBeLessThan(0.45);
  expect(isolation([1], 400) / isolation([1], 100)).toBeGreaterThan(0.15);
});
