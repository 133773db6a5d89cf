import { expect, test } from 'vitest';
import { geometryOf } from '../../src/convergence/geometry.js';
import { logStatistics, type StatisticName, statisticNames } from '../../src/convergence/set-statistics.js';
import { covarianceSpectrum } from '../../src/convergence/spectrum.js';
import { normalSet, setOfRows } from './sets.js';

const everyRow = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
function statisticsOf(rows: readonly (readonly number[])[], groups?: readonly string[]): Record<StatisticName, number> {
  const logs = logStatistics(geometryOf(setOfRows(rows, groups)), everyRow(rows.length));
  return Object.fromEntries(statisticNames.map((name, s) => [name, Math.exp(logs[s]!)])) as never;
}

test('the corners of a square about its centre: one side to the nearest, two directions, evenly', () => {
  const { dispersion, nearest, effectiveRank, isolation } = statisticsOf([
    [2, 2],
    [2, -2],
    [-2, 2],
    [-2, -2],
  ]);
  expect(dispersion).toBeCloseTo(2, 12); // root mean square over the two features
  expect(nearest).toBeCloseTo(Math.sqrt(8), 12);
  expect(effectiveRank).toBeCloseTo(2, 12);
  expect(isolation).toBeCloseTo(Math.SQRT2, 12);
});

test('rows along a line have an effective rank of 1', () => {
  expect(
    statisticsOf([
      [-1, 2],
      [0, 0],
      [2, -4],
      [3, -6],
    ]).effectiveRank,
  ).toBeCloseTo(1, 12); // prettier-ignore
});

test('the nearest row is by another artist', () => {
  const rows = [[0], [0.1], [3], [7]];
  expect(statisticsOf(rows, ['a', 'a', 'b', 'c']).nearest).toBeCloseTo((3 + 2.9 + 2.9 + 4) / 4, 12);
  expect(statisticsOf(rows).nearest).toBeCloseTo((0.1 + 0.1 + 2.9 + 4) / 4, 12);
});

test('pairs of copies far apart count as half as many distinct rows', () => {
  // the median distance, which sets the kernel's width, is that between different rows
  const distinct = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => (i === j ? 1 : 0)));
  const kernel = Math.exp(-4); // every two are at the median distance, d^2 / s^2 = 4
  expect(statisticsOf(distinct).vendi).toBeCloseTo(64 / (8 + 56 * kernel), 9);
  const copies = [...distinct, ...distinct];
  expect(statisticsOf(copies).vendi).toBeCloseTo(256 / (32 + 224 * kernel), 9);
});

test('a missing number leaves its column out of that distance alone', () => {
  const { nearest } = statisticsOf([
    [0, NaN],
    [2, 5],
    [2, 9],
  ]);
  expect(nearest).toBeCloseTo((2 + 2 + 2) / 3, 12);
});

test('identical rows have statistics that can be divided', () => {
  const logs = logStatistics(geometryOf(setOfRows(Array.from({ length: 5 }, () => [1, 2]))), everyRow(5));
  for (const log of logs) expect(Number.isFinite(log)).toBe(true);
});

test('the spectrum is that of the covariance, and gives the effective rank', () => {
  const set = normalSet(60, 6, 3);
  const geometry = geometryOf(set);
  const values = covarianceSpectrum(geometry.squared, 60);
  let trace = 0;
  for (let j = 0; j < 6; j++) {
    const column = Array.from({ length: 60 }, (_, row) => set.z[row * 6 + j]!);
    const mean = column.reduce((sum, value) => sum + value / 60, 0);
    trace += column.reduce((sum, value) => sum + (value - mean) ** 2 / 59, 0) / 6;
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  expect(total).toBeCloseTo(trace, 9);
  for (let i = 6; i < 60; i++) expect(values[i]).toBeCloseTo(0, 9);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  const rank = logStatistics(geometry, everyRow(60))[statisticNames.indexOf('effectiveRank')]!;
  expect(Math.exp(rank)).toBeCloseTo((total * total) / squares, 6);
});

test('scaling every distance scales dispersion and nearest, and no shape', () => {
  const set = normalSet(20, 5, 4);
  const logsOf = (factor: number) =>
    logStatistics(geometryOf({ ...set, z: set.z.map((value) => factor * value) }), everyRow(20));
  const [whole, half] = [logsOf(1), logsOf(0.5)];
  const fall = statisticNames.map((_, s) => whole[s]! - half[s]!);
  // the kernel's width follows the rows that it is made for
  [Math.LN2, Math.LN2, 0, 0, 0].forEach((expected, s) => {
    expect(fall[s]).toBeCloseTo(expected, 9);
  });
});
