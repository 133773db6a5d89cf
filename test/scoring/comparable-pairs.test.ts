import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { comparablePairs } from '../../src/scoring/comparable-pairs.js';

const tempo = 'timing.tempo/tempo.value';
const gridLock = 'timing.microtiming/gridLock.value';
const centroid = 'timbre.spectral-shape/centroid.median';
const rowAt = (bpm: number) => ({ values: { [tempo]: bpm, [gridLock]: 0.5, [centroid]: 1000 }, missing: {} });
const pairAt = (before: number, after: number) => ({ before: rowAt(before), after: rowAt(after) });

test('where the pulse is heard at one level nothing is taken away', () => {
  const pairs = [pairAt(120, 121), pairAt(90, 90)];
  expect(comparablePairs(pairs, 1, analysers)).toEqual({ pairs, headline: 1 });
});

test('where the shown excerpts are heard at two levels, what depends on beats is missing on both sides, and nothing else', () => {
  const { pairs, headline } = comparablePairs([pairAt(90, 90), pairAt(112, 224)], 1, analysers);
  expect(headline).toBe(1);
  for (const { before, after } of pairs)
    for (const { values, missing } of [before, after]) {
      expect(Object.keys(values)).toEqual([centroid]);
      expect(missing[tempo]).toBe('the pulse is heard at 112 BPM before and at 224 BPM after');
      expect(missing).toHaveProperty([gridLock]);
    }
});

test('another pair that is heard at two levels is left out', () => {
  const [first, , shown] = [pairAt(90, 91), pairAt(90, 180), pairAt(100, 100)];
  expect(comparablePairs([first, pairAt(90, 180), shown], 2, analysers)).toEqual({
    pairs: [first, shown],
    headline: 1,
  });
});
