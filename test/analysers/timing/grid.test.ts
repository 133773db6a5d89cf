import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridDeviations } from '../../../src/analysers/timing/grid-deviations.js';
import { stepMixture } from '../../../src/analysers/timing/step-mixture.js';
import { normalRandom } from '../../../src/dsp/normal-random.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

const beatCount = 48;
/** Onsets at these places of every beat of the player's, each off by a normal deviate. */
function played(beatSeconds: number, places: readonly number[], sigmaSeconds = 0.006, seed = 3): Float64Array {
  const random = seededRandom(seed);
  const normal = normalRandom(random);
  return Float64Array.from(
    Array.from({ length: beatCount }, (_, beat) => places.map((place) => beatSeconds * (beat + place))).flat(),
    (seconds) => seconds + sigmaSeconds * normal(),
  ).sort();
}
/** Beats as they are heard, at a multiple of the player's. */
const heard = (beatSeconds: number, ratio: number) =>
  Float64Array.from({ length: Math.floor(beatCount * ratio) }, (_, k) => (beatSeconds * k) / ratio);
const stepsHeard = (beats: Float64Array, onsets: Float64Array) => {
  const grid = gridDeviations(beats, onsets);
  return typeof grid === 'string' ? grid : grid.stepsPerBeat;
};

test.each([
  ['sixteenths', 0.6, [0, 0.25, 0.5, 0.75], 1, 4],
  ['sixteenths, some left out', 0.5, [0, 0.25, 0.5], 1, 4],
  ['triplets', 0.6, [0, 1 / 3, 2 / 3], 1, 3],
  ['a shuffle', 0.6, [0, 2 / 3], 1, 3],
  ['sixteenths under a doubled pulse', 0.8, [0, 0.25, 0.5, 0.75], 2, 2],
  ['sixteenths under a halved pulse', 0.45, [0, 0.25, 0.5, 0.75], 0.5, 8],
  ['sixteenths under two thirds of the pulse', 0.45, [0, 0.25, 0.5, 0.75], 2 / 3, 6],
] as const)('%s are counted on their own steps', (_, beatSeconds, places, ratio, steps) => {
  expect(stepsHeard(heard(beatSeconds, ratio), played(beatSeconds, places))).toBe(steps);
});

test('onsets anywhere keep to no grid, whatever the beats', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.3, max: 1, noNaN: true }), (seed, beatSeconds) => {
      const random = seededRandom(seed);
      const onsets = Float64Array.from({ length: 120 }, () => 24 * random()).sort();
      expect(stepsHeard(heard(beatSeconds, 1), onsets)).toBe('onsets do not keep to the beats');
    }),
    { numRuns: 40 },
  );
});

test('a stroke half way between steps belongs to neither; swung quavers belong to theirs', () => {
  const onsets = played(0.6, [0, 0.25, 0.5, 0.75], 0.003);
  const stray = 0.6 * (20 + 1 / 8);
  const grid = gridDeviations(heard(0.6, 1), Float64Array.from([...onsets, stray]).sort());
  if (typeof grid === 'string') throw new Error(grid);
  expect(grid.deviations.filter(({ belongs }) => !belongs)).toHaveLength(1);

  const swung = gridDeviations(heard(0.6, 1), played(0.6, [0, 0.58], 0.003));
  if (typeof swung === 'string') throw new Error(swung);
  expect(swung.deviations.every(({ belongs }) => belongs)).toBe(true);
});

test('the mixture that offsets were drawn from is found', () => {
  const random = seededRandom(8);
  const normal = normalRandom(random);
  const offsets = Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? random() - 0.5 : 0.08 * normal()));
  const { deviation, astray, gain } = stepMixture(offsets, 0.01);
  expect(deviation).toBeCloseTo(0.08, 2);
  expect(Math.abs(astray - 0.25)).toBeLessThan(0.03);
  expect(gain).toBeGreaterThan(0.5);
  expect(stepMixture([], 0.01).belongs).toHaveLength(0);
});
