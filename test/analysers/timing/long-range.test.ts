import { expect, test } from 'vitest';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { normalRandom } from '../../../src/dsp/normal-random.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, rockBeat, type Stroke } from './drum-machine.js';

const seconds = 75;

/** A rock beat at 116, its strokes off by a deviate that keeps a share of the one before. */
function remembering(share: number, sigmaSeconds: number): Stroke[] {
  const random = seededRandom(4);
  const normal = normalRandom(random);
  const shifts = new Map<number, number>();
  let last = 0;
  return rockBeat(116, seconds).map((stroke) => {
    const shift =
      shifts.get(stroke.seconds) ?? (last = share * last + Math.sqrt(1 - share * share) * sigmaSeconds * normal());
    shifts.set(stroke.seconds, shift);
    return { ...stroke, seconds: stroke.seconds + shift };
  });
}
const trackOf = (strokes: Stroke[], length = seconds) =>
  runAnalysers(timingAnalysers, [renderDrums(strokes, length)]).rows.at(-1)!;

test('timing that remembers is told from timing that does not', () => {
  const [forgetful, mindful] = [trackOf(remembering(0, 0.015)), trackOf(remembering(0.8, 0.015))];
  expect(Math.abs(forgetful.values['timing.long-range/lagOne.value']!)).toBeLessThan(0.2);
  expect(mindful.values['timing.long-range/lagOne.value']).toBeGreaterThan(0.55);
  expect(mindful.values['timing.long-range/exponent.value']!).toBeGreaterThan(
    forgetful.values['timing.long-range/exponent.value']! + 0.2,
  );
});

test('a machine has nothing to remember, and 35 s are too few events', () => {
  expect(trackOf(remembering(0, 0)).missing['timing.long-range/lagOne.value']).toBe(
    'at or below the measurement floor',
  );
  expect(trackOf(rockBeat(116, 35), 35).missing['timing.long-range/exponent.value']).toBe(
    'fewer than 256 onsets on the grid',
  );
});
