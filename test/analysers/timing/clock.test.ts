import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitClock } from '../../../src/analysers/timing/fit-clock.js';
import { onsetNoise, onsetNoiseOf } from '../../../src/analysers/timing/onset-noise.js';
import { swingOf } from '../../../src/analysers/timing/swing.js';
import { tempoDrift } from '../../../src/analysers/timing/tempo-drift.js';

const steps = Array.from({ length: 120 }, (_, k) => k);

test('a straight or steadily bent clock is found, whatever its tempo and start', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.06, max: 0.4, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: -1e-5, max: 1e-5, noNaN: true }),
      (step, start, bend) => {
        const clock = fitClock(
          steps,
          steps.map((k) => start + step * k + bend * k * k),
          4,
        );
        expect(Math.max(...clock!.deviations.map(Math.abs))).toBeLessThan(1e-9);
      },
    ),
    { numRuns: 30 },
  );
});

test('one late event is late by all it is, and makes no other early', () => {
  const times = steps.map((k) => 0.125 * k + (k === 40 ? 0.03 : 0));
  const { deviations } = fitClock(steps, times, 4)!;
  deviations.forEach((deviation, k) => expect(deviation).toBeCloseTo(k === 40 ? 0.03 : 0, 9));
});

test('a clock that jumps in tempo is followed by its neighbourhood', () => {
  const times = steps.map((k) => (k < 60 ? 0.125 * k : 7.5 + 0.11 * (k - 60)));
  const { deviations } = fitClock(steps, times, 4)!;
  expect(Math.abs(deviations[10]!)).toBeLessThan(1e-6);
  expect(Math.abs(deviations[110]!)).toBeLessThan(1e-6);
});

test('too few events, or all at one place, have no clock', () => {
  expect(fitClock([0, 1, 2], [0, 1, 2], 4)).toBeUndefined();
  expect(
    fitClock(
      Array.from({ length: 20 }, () => 3),
      steps.slice(0, 20),
      4,
    ),
  ).toBeUndefined();
});

test.each([-4, 0, 1, 3])('a tempo that changes by %d %% a minute drifts by that, with a stray beat too', (percent) => {
  const rate = percent / 6000;
  // beats where the integral of 2 (1 + rate t) a second is whole
  const beats = steps.slice(0, 60);
  const times = beats.map((k) => (rate === 0 ? k / 2 : (Math.sqrt(1 + rate * k) - 1) / rate));
  expect(tempoDrift(beats, times)).toBeCloseTo(percent, 1);
  times[30]! += 0.2;
  expect(tempoDrift(beats, times)).toBeCloseTo(percent, 1);
});

test('quavers at 5/8 of the beat swing 5 to 3; at any place, with no confidence', () => {
  const onsets = (place: (beat: number) => number) =>
    Array.from({ length: 32 }, (_, beat) => [
      { onset: 2 * beat, step: 4 * beat, place: 0, seconds: 0, belongs: true },
      { onset: 2 * beat + 1, step: 4 * beat + 2, place: 2, seconds: 0.1 * (4 * place(beat) - 2), belongs: true },
    ]).flat();
  const grid = { stepsPerBeat: 4, stepSeconds: 0.1, oneClock: true };
  const sure = swingOf({ ...grid, deviations: onsets(() => 0.625) })!;
  expect(sure.ratio).toBeCloseTo(5 / 3, 6);
  expect(sure.confidence).toBeCloseTo(1, 6);
  const unsure = swingOf({ ...grid, deviations: onsets((beat) => 0.44 + (0.3 * ((beat * 7) % 32)) / 31) })!;
  expect(unsure.confidence).toBeLessThan(0.15);
  expect(swingOf({ ...grid, deviations: [] })).toBeUndefined();
});

test('the noise of onsets falls as attacks grow clearer', () => {
  const sizes = onsetNoise.map(({ milliseconds }) => milliseconds);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(onsetNoiseOf(0)).toBe(sizes[0]);
  expect(onsetNoiseOf(60)).toBe(sizes.at(-1));
  expect(onsetNoiseOf(NaN)).toBe(sizes[0]);
});
