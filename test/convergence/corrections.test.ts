import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupSplitter, rarefied } from '../../src/convergence/group-splits.js';
import { holm } from '../../src/convergence/holm.js';
import { countUpTo, westfallYoung } from '../../src/convergence/westfall-young.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { numbered } from '../../src/profiles/folds.js';

test('Holm: the smallest times the number of tests, the next times one less, never falling', () => {
  [0.04, 0.04, 0.04].forEach((expected, i) => {
    expect(holm([0.01, 0.04, 0.03])[i]).toBeCloseTo([0.03, 0.06, 0.06][i]!, 12);
    expect(holm([expected])[0]).toBe(expected);
  });
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

test('one statistic: p is its rank among the permutations and itself', () => {
  const draws = [Float64Array.of(1, 2, 3, 4)];
  expect(westfallYoung([0], draws)).toEqual({ raw: [0.2], adjusted: [0.2] });
  expect(westfallYoung([2], draws).raw).toEqual([0.6]);
  expect(westfallYoung([9], draws).raw).toEqual([1]);
  expect(westfallYoung([NaN], draws).raw).toEqual([1]);
});

test('a statistic said twice costs nothing; an unrelated one does', () => {
  const next = seededRandom(5);
  const first = Float64Array.from({ length: 999 }, next);
  const second = Float64Array.from({ length: 999 }, next);
  const alone = westfallYoung([0.02], [first]).adjusted[0]!;
  expect(westfallYoung([0.02, 0.02], [first, first]).adjusted[0]).toBe(alone);
  const both = westfallYoung([0.02, 0.5], [first, second]);
  expect(both.adjusted[0]).toBeGreaterThan(1.7 * alone);
  expect(both.adjusted[0]).toBeLessThan(2.1 * alone);
  // the last one standing is corrected for nothing
  expect(both.adjusted[1]).toBe(both.raw[1]);
});

test('corrected p are at least the raw ones, in the same order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 1e6 }), (count, seed) => {
      const next = seededRandom(seed);
      const draws = Array.from({ length: count }, () => Float64Array.from({ length: 49 }, next));
      const { raw, adjusted } = westfallYoung(
        draws.map(() => next()),
        draws,
      );
      for (let s = 0; s < count; s++) {
        expect(adjusted[s]).toBeGreaterThanOrEqual(raw[s]!);
        for (let t = 0; t < count; t++) if (raw[s]! < raw[t]!) expect(adjusted[s]).toBeLessThanOrEqual(adjusted[t]!);
      }
    }),
  );
});

test('counting up to a number is what a loop counts', () => {
  expect([0, 1, 2, 5, NaN].map((value) => countUpTo(Float64Array.of(1, 2, 2, 4), value))).toEqual([0, 1, 3, 4, 0]);
});

test('no artist is on both sides, and the sides have the sizes asked for but for one artist', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 60 }),
      fc.double({ min: 0.2, max: 0.8, noNaN: true }),
      fc.integer({ min: 0, max: 1e6 }),
      (artists, share, seed) => {
        const groups = Int32Array.from(numbered(artists.map(String)));
        const first = Math.max(1, Math.floor(share * groups.length));
        const sizes: [number, number] = [first, groups.length - first];
        const largest = Math.max(...groups.map((group) => groups.filter((other) => other === group).length));
        const split = groupSplitter(groups, sizes, seededRandom(seed));
        for (let k = 0; k < 5; k++) {
          const [a, b] = split();
          const ofA = new Set(a.map((row) => groups[row]!));
          for (const row of b) expect(ofA.has(groups[row]!)).toBe(false);
          expect(new Set([...a, ...b]).size).toBe(a.length + b.length);
          expect(a.length).toBeLessThanOrEqual(sizes[0]);
          expect(b.length).toBeLessThanOrEqual(sizes[1]);
          expect(a.length + b.length).toBeGreaterThan(groups.length - largest - (ofA.size === 1 ? largest : 0));
        }
      },
    ),
  );
});

test('rarefying draws different rows of those there are', () => {
  const rows = Int32Array.of(3, 5, 8, 9, 11);
  const drawn = rarefied(rows, 3, seededRandom(1));
  expect(new Set(drawn).size).toBe(3);
  for (const row of drawn) expect(rows.includes(row)).toBe(true);
  expect(rarefied(rows, 5, seededRandom(1))).toBe(rows);
  expect([...rows]).toEqual([3, 5, 8, 9, 11]);
});
