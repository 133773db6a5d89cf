import { expect, test } from 'vitest';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, type Stroke } from './drum-machine.js';

const seconds = 30;
const rowOf = (strokes: Stroke[]) => runAnalysers(timingAnalysers, [renderDrums(strokes, seconds)]).rows[0]!;

/** Strokes whose gap follows the tempo at their time. */
function strokesAt(bpm: (seconds: number) => number): Stroke[] {
  const strokes: Stroke[] = [];
  for (let at = 0.2; at < seconds - 0.3; at += 60 / bpm(at)) strokes.push({ seconds: at, drum: 'snare' });
  return strokes;
}

test('a steady pulse has its tempo (or an octave of it), all its strength, and no movement', () => {
  const { values } = rowOf(strokesAt(() => 100));
  const octaves = Math.log2(values['timing.local-pulse/tempo.value']! / 100);
  expect(Math.abs(octaves - Math.round(octaves))).toBeLessThan(1 / 16);
  expect(values['timing.local-pulse/strength.value']).toBeGreaterThan(0.8);
  expect(values['timing.local-pulse/movement.value']).toBeLessThan(1);
});

test('a pulse that breathes between 70 and 110 still has a local tempo, and moves', () => {
  const { values } = rowOf(strokesAt((at) => 90 + 20 * Math.sin((2 * Math.PI * at) / 30)));
  expect(values['timing.local-pulse/strength.value']).toBeGreaterThan(0.4);
  expect(values['timing.local-pulse/movement.value']).toBeGreaterThan(5);
});

test('strokes at random have no pulse most of the time, and silence nothing that begins', () => {
  const random = seededRandom(9);
  const strokes: Stroke[] = [];
  for (let at = 0.2; at < seconds - 0.3; at += 0.05 + 0.5 * random()) strokes.push({ seconds: at, drum: 'snare' });
  const { values, missing } = rowOf(strokes);
  expect(missing['timing.local-pulse/tempo.value']).toBe('no pulse most of the time');
  expect(values['timing.local-pulse/strength.value']).toBeLessThan(0.6);
  expect(runAnalysers(timingAnalysers, [new Float32Array(20 * 44100)]).rows[0]!.missing).toMatchObject({
    'timing.local-pulse/tempo.value': 'nothing begins',
  });
});
