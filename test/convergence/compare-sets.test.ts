import { expect, test } from 'vitest';
import type { Aspect } from '../../src/analysis/analyser.js';
import { compareSets } from '../../src/convergence/compare-sets.js';
import type { RowSet } from '../../src/convergence/row-set.js';
import { statisticNames } from '../../src/convergence/set-statistics.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normal } from '../profiles/synthetic.js';
import { normalSet, setOfRows } from './sets.js';

const width = 12;
const aspects = Array.from({ length: width }, (_, column): Aspect => (column < 6 ? 'timing' : 'timbre'));
const compare = (a: RowSet, b: RowSet) => compareSets(a, b, aspects, { permutations: 199 });
const human = normalSet(40, width, 1, 1, 'human');
const map = (set: RowSet, change: (value: number, column: number, row: number) => number): RowSet => ({
  ...set,
  z: set.z.map((value, at) => change(value, at % width, Math.floor(at / width))),
});

test('a set of the same kind gives no evidence, with ratios near 1 and a detectable effect', () => {
  const { pattern, p, statistics, detectableShrinkage, tracks, features, aspects, support } = compare(
    human,
    normalSet(40, width, 2, 1, 'other'),
  );
  expect(pattern).toBe('no evidence');
  expect(p).toBeGreaterThan(0.04);
  for (const name of statisticNames) {
    const { value, low, high } = statistics[name].ratio;
    expect(low, name).toBeLessThan(1);
    expect(high, name).toBeGreaterThan(1);
    expect(value, name).toBeGreaterThan(low);
  }
  expect(detectableShrinkage).toBeGreaterThan(0.6);
  expect(detectableShrinkage).toBeLessThan(0.95);
  expect(tracks.b).toEqual({ tracks: 40, artists: 20, leftOut: 0 });
  expect(features).toBe(width);
  expect(aspects.map(({ aspect, features }) => [aspect, features])).toEqual([
    ['timing', 6],
    ['timbre', 6],
  ]);
  expect(support.coverage.value).toBeGreaterThan(0.8);
  expect(Math.abs(support.density.value - 1)).toBeLessThan(0.3);
});

test('a set at .6 of the spread is a shrinkage, and the ratio is .6', () => {
  const { pattern, statistics, aspects, spectrum, support } = compare(human, normalSet(40, width, 2, 0.6, 'other'));
  expect(pattern).toBe('shrinkage');
  expect(statistics.dispersion.ratio.low).toBeLessThan(0.6);
  expect(statistics.dispersion.ratio.high).toBeGreaterThan(0.6);
  expect(statistics.dispersion.adjusted).toBeLessThanOrEqual(0.01);
  for (const { adjusted } of aspects) expect(adjusted).toBeLessThan(0.04);
  expect(spectrum.b[0]! / spectrum.a[0]!).toBeLessThan(0.6);
  expect(support.density.low).toBeGreaterThan(1);
});

test('what is wider is no evidence of convergence, and the ratio says so', () => {
  const { pattern, p, statistics } = compare(human, normalSet(40, width, 2, 1.5, 'other'));
  expect(pattern).toBe('no evidence');
  expect(p).toBeGreaterThan(0.9);
  expect(statistics.dispersion.ratio.low).toBeGreaterThan(1);
});

test('copies of six tracks are a mode collapse; a flat set is a rank collapse', () => {
  const next = seededRandom(9);
  const other = normalSet(40, width, 2, 1, 'other');
  const copies = {
    ...map(other, (_, column, row) => other.z[(row % 6) * width + column]! + 0.2 * normal(next)),
    groups: Array.from({ length: 40 }, (_, row) => `copy ${row}`),
  };
  expect(compare(human, copies).pattern).toBe('mode collapse');
  expect(
    compare(
      human,
      map(other, (value, column) => (column < 3 ? value : 0.2 * value)),
    ).pattern,
  ).toBe('rank collapse');
});

test('a set moved elsewhere is a shift of that distance, and no narrower than it was', () => {
  const other = normalSet(40, width, 2, 1, 'other');
  const moved = compare(
    human,
    map(other, (value, column) => value + (column % 2 ? 1 : -1)),
  );
  expect(moved.pattern).toBe('shift');
  expect(moved.shift.distance.low).toBeLessThan(1);
  expect(moved.shift.distance.high).toBeGreaterThan(1);
  expect(moved.shift.distance.value).toBeGreaterThan(0.7);
  expect(moved.statistics.dispersion.ratio.value).toBeCloseTo(
    compare(human, other).statistics.dispersion.ratio.value,
    2,
  );
});

test('the same numbers on a second run; others with another seed', () => {
  const other = normalSet(30, width, 2, 0.8, 'other');
  expect(compare(human, other)).toEqual(compare(human, other));
  const { p } = compareSets(human, other, aspects, { permutations: 199, seed: 5 });
  expect(Math.abs(p - compare(human, other).p)).toBeLessThan(0.1);
});

test('sets of unequal size are compared at that of the smaller, without favour', () => {
  const held = Array.from({ length: 12 }, (_, seed) => {
    const small = normalSet(24, width, 100 + seed, 1, 'other');
    const large = normalSet(60, width, 200 + seed);
    const { rarefiedTo, statistics, tracks } = compareSets(large, small, aspects, { permutations: 99 });
    expect(rarefiedTo).toBe(24);
    expect(tracks.a).toEqual({ tracks: 60, artists: 30, leftOut: 0 });
    return [statistics.nearest.ratio, statistics.dispersion.ratio].filter(({ low, high }) => low <= 1 && high >= 1);
  }).flat();
  // 95 % of 24 are 23
  expect(held.length).toBeGreaterThanOrEqual(20);
  const thinned = compareSets(normalSet(90, width, 3), normalSet(24, width, 2, 1, 'other'), aspects, {
    permutations: 19,
    mostTracks: 30,
  });
  expect(thinned.tracks.a).toMatchObject({ tracks: 30, leftOut: 60 });
});

test('missing numbers are passed over: a feature that a fifth lacks, and a track that has too little', () => {
  const next = seededRandom(3);
  const holed = (set: RowSet) => map(set, (value) => (next() < 0.05 ? NaN : value));
  const narrower = compare(holed(human), holed(normalSet(40, width, 2, 0.6, 'other')));
  expect(narrower.pattern).toBe('shrinkage');
  expect(narrower.statistics.dispersion.ratio.value).toBeLessThan(0.7);
  const lacking = map(normalSet(40, width, 2, 1, 'other'), (value, column, row) =>
    (column === 0 && row < 9) || (row === 39 && column > 4) ? NaN : value,
  );
  const { features, tracks } = compare(human, lacking);
  expect(features).toBe(width - 1);
  expect(tracks.b).toEqual({ tracks: 39, artists: 20, leftOut: 1 });
});

test('too little to compare is an error that says how much is needed', () => {
  expect(() => compare(human, normalSet(6, width, 2))).toThrow(/6 tracks by 3 artists/);
  expect(() => compare(human, { ...normalSet(20, width, 2), groups: Array(20).fill('one') })).toThrow(/by 1 artists/);
  const empty = setOfRows(Array.from({ length: 20 }, () => Array<number>(width).fill(NaN)));
  expect(() => compare(human, empty)).toThrow(/0 features in common/);
});
