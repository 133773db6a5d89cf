import { expect, test } from 'vitest';
import { diversityOf, vendiScore, yardstickOf } from '../../src/convergence/diversity.js';
import { normalSet, setOfRows } from './sets.js';

test('n different things are n, n copies are 1, and two kinds half and half are 2', () => {
  const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  expect(vendiScore(identity, 3, [0, 1, 2])).toBeCloseTo(3, 9);
  expect(vendiScore(new Float64Array(9).fill(1), 3, [0, 1, 2])).toBeCloseTo(1, 9);
  const pairs = Float64Array.from({ length: 16 }, (_, at) => (at >> 3 === (at >> 1) % 2 ? 1 : 0));
  expect(vendiScore(pairs, 4, [0, 1, 2, 3])).toBeCloseTo(2, 9);
});

test('two rows of similarity k: the entropy of (1 + k) / 2 and (1 - k) / 2', () => {
  const k = 0.4;
  const entropy = -[0.7, 0.3].reduce((sum, share) => sum + share * Math.log(share), 0);
  expect(vendiScore(Float64Array.of(1, k, k, 1), 2, [0, 1])).toBeCloseTo(Math.exp(entropy), 9);
});

const references = [normalSet(40, 10, 1), normalSet(40, 10, 2)];
const yardstick = yardstickOf(references, new Float64Array(10).fill(0.1));

test('the yardstick is the typical distance of tracks by different artists', () => {
  // independent normal rows differ by a variance of 2 in each feature
  expect(yardstick.typical).toBeGreaterThan(1.6);
  expect(yardstick.typical).toBeLessThan(2.2);
  expect(yardstick.nearDuplicate).toBeCloseTo(0.08, 12);
});

test('an album of different tracks has nearly as many as it has; a copied track counts for little and is named', () => {
  const album = normalSet(12, 10, 5);
  const plain = diversityOf(album, yardstick);
  expect(plain.effectiveTracks.value).toBeGreaterThan(9);
  expect(plain.effectiveTracks.low).toBeLessThan(plain.effectiveTracks.value);
  expect(plain.effectiveTracks.high).toBeLessThanOrEqual(12);
  expect(plain.nearDuplicates).toEqual([]);
  const z = new Float64Array(130);
  z.set(album.z);
  z.set(album.z.slice(0, 10), 120);
  const copied = diversityOf({ count: 13, width: 10, z, groups: [...album.groups, 'thief'] }, yardstick);
  expect(copied.effectiveTracks.value - plain.effectiveTracks.value).toBeLessThan(0.35);
  expect(copied.nearDuplicates).toEqual([{ first: 0, second: 12, distance: 0 }]);
});

test('a set of one thing is 1; a track without features is left out, and places stay those of the set', () => {
  const rows = Array.from({ length: 6 }, () => Array<number>(10).fill(0.5));
  rows[2] = Array<number>(10).fill(NaN);
  const { effectiveTracks, leftOut, nearDuplicates, tracks } = diversityOf(setOfRows(rows), yardstick);
  expect(effectiveTracks.value).toBeCloseTo(1, 9);
  expect([tracks, leftOut]).toEqual([5, 1]);
  expect(nearDuplicates.length).toBe(10);
  expect(nearDuplicates.at(-1)).toMatchObject({ first: 4, second: 5 });
});
