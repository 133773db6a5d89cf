import { expect, test } from 'vitest';
import { tableOf } from '../../src/profiles/reference-table.js';
import { fitScales, standardise } from '../../src/profiles/standardise.js';
import { feature } from './synthetic.js';

const features = [feature('timbre', 'varied'), feature('timbre', 'constant')];
const table = tableOf(
  features,
  [1, 2, 3, 4, 5, undefined].map((value) => (id: string) => (id === features[0]!.id ? value : 7)),
);
const everything = new Float64Array(6).fill(1);

test('the measurement error is added to the spread: s^2 = (1.4826 MAD)^2 + sigma^2', () => {
  const { centre, scale } = fitScales(table, everything, Float64Array.of(2, 0));
  expect(centre[0]).toBe(3);
  expect(scale[0]).toBeCloseTo(Math.hypot(1.4826, 2), 12);
});

test('a column that does not vary is at its centre, whatever comes', () => {
  const scales = fitScales(table, everything, Float64Array.of(0, 1));
  expect(standardise(Float64Array.of(3, 1e6), 1, scales)[1]).toBe(0);
});

test('references left out have no say', () => {
  const { centre } = fitScales(table, Float64Array.of(0, 0, 1, 1, 1, 1), new Float64Array(2));
  expect(centre[0]).toBe(4);
});

test('z is clipped at 6 and stays missing where the value is', () => {
  const scales = fitScales(table, everything, new Float64Array(2));
  const z = standardise(Float64Array.of(1e9, 7, -1e9, 7, NaN, 7), 3, scales);
  expect([...z]).toEqual([6, 0, -6, 0, NaN, 0]);
});
