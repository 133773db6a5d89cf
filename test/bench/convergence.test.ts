import { expect, test } from 'vitest';
import { blendRows } from '../../bench/convergence/blend-rows.js';
import { drawSets, setOf, splitArtists } from '../../bench/convergence/draw-sets.js';
import { copyOriginals, flatten, move, shrink } from '../../bench/convergence/effects.js';
import type { GenreRow } from '../../bench/convergence/genre-rows.js';
import { makeChains } from '../../bench/convergence/make-chains.js';
import { shareInterval } from '../../bench/metrics/share-interval.js';
import { pairDistances } from '../../src/convergence/pair-distances.js';
import { covarianceSpectrum } from '../../src/convergence/spectrum.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normalSet, setOfRows } from '../convergence/sets.js';
import { normal } from '../profiles/synthetic.js';

const next = seededRandom(1);
const rows = Array.from({ length: 80 }, (_, i): GenreRow => {
  const genre = i % 2 ? 'jazz' : 'dub';
  return { z: Float64Array.from({ length: 5 }, () => normal(next)), genre, artist: `${genre} ${i >> 2}` };
});

test('drawn sets have as many of each genre, and no artist in common; so has a split, whatever its sizes', () => {
  for (let seed = 0; seed < 5; seed++) {
    const [a, b] = drawSets(rows, 20, seededRandom(seed));
    expect([a.count, b.count]).toEqual([20, 20]);
    for (const set of [a, b]) expect(set.groups.filter((artist) => artist.startsWith('dub')).length).toBe(10);
    expect(a.groups.filter((artist) => b.groups.includes(artist))).toEqual([]);
    const [first, second] = splitArtists(rows, seededRandom(seed));
    expect(first.count + second.count).toBe(80);
    expect(first.groups.filter((artist) => second.groups.includes(artist))).toEqual([]);
  }
});

test('shrinking halves every deviation from the median; moving changes no distance', () => {
  const set = setOfRows([
    [0, 10],
    [1, 20],
    [5, NaN],
  ]); // prettier-ignore
  expect([...shrink(0.5)(set, next).z]).toEqual([0.5, 12.5, 1, 17.5, 3, NaN]);
  const moved = move(2)(set, next);
  const before = pairDistances(set.z, 3, 2);
  pairDistances(moved.z, 3, 2).forEach((distance, at) => {
    expect(distance).toBeCloseTo(before[at]!, 12);
  });
});

test('copies without jitter are so many different rows, each by itself', () => {
  const copies = copyOriginals(3, 0)(setOf(rows.slice(0, 12)), next);
  const kinds = new Set(Array.from({ length: 12 }, (_, row) => copies.z.slice(5 * row, 5 * row + 5).join(' ')));
  expect(kinds.size).toBe(3);
  expect(new Set(copies.groups).size).toBe(12);
});

test('flattening halves all components but the first', () => {
  const set = normalSet(30, 6, 3);
  const spectrumOf = (z: Float64Array) => covarianceSpectrum(pairDistances(z, 30, 6), 30);
  const [before, after] = [spectrumOf(set.z), spectrumOf(flatten(2, 0.5)(set, next).z)];
  [1, 1, 0.25, 0.25, 0.25, 0.25].forEach((share, i) => {
    expect(after[i]! / before[i]!).toBeCloseTo(share, 6);
  });
});

test('blended artists keep the variance of the rows', () => {
  const many = blendRows(rows, 300, seededRandom(2));
  const variance = (of: readonly GenreRow[]) =>
    of.reduce((sum, { z }) => sum + z.reduce((own, value) => own + value * value, 0) / of.length, 0);
  expect(variance(many) / variance(rows)).toBeGreaterThan(0.8);
  expect(variance(many) / variance(rows)).toBeLessThan(1.25);
  expect(new Set(many.map(({ artist }) => artist)).size).toBe(300);
});

test('chains begin with their originals and go where they are sent', () => {
  const options = { chains: 2, generations: 4, factor: 0.5, step: 1, jitter: 0 };
  const { set, generation } = makeChains(rows, 'shrinking', options, seededRandom(3));
  expect(generation).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  for (let j = 0; j < 5; j++) expect(set.z[15 + j]).toBeCloseTo(set.z[j]! / 8, 12);
  const still = makeChains(rows, 'standing still', options, seededRandom(3)).set;
  expect(still.z.slice(15, 20)).toEqual(still.z.slice(0, 5));
});

test("Wilson's interval of 8 of 10", () => {
  // (.8 + .19208 ± 1.96 sqrt(.016 + .009604)) / 1.38416
  const { value, low, high } = shareInterval(8, 10);
  expect(value).toBe(0.8);
  expect(low).toBeCloseTo(0.4902, 3);
  expect(high).toBeCloseTo(0.9433, 3);
});
