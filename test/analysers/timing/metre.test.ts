import { expect, test } from 'vitest';
import { accentRecurrence } from '../../../src/analysers/timing/accent-recurrence.js';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, type Stroke } from './drum-machine.js';

const seconds = 30;

/** Bars of so many beats: a kick on the first, a snare on those named, hats on all divisions. */
function bars(bpm: number, metre: number, snares: readonly number[], divisions: number): Stroke[] {
  const strokes: Stroke[] = [];
  const beat = 60 / bpm;
  for (let k = 0; 0.2 + k * beat < seconds - 0.3; k++) {
    const at = 0.2 + k * beat;
    for (let d = 0; d < divisions; d++) strokes.push({ seconds: at + (d / divisions) * beat, drum: 'hat', gain: 0.4 });
    if (k % metre === 0) strokes.push({ seconds: at, drum: 'kick', gain: 1.3 });
    if (snares.includes(k % metre)) strokes.push({ seconds: at, drum: 'snare', gain: 0.9 });
  }
  return strokes;
}

test.each([
  ['3/4', 120, 3, [1, 2], 2],
  ['4/4', 112, 4, [1, 3], 2],
  ['5/4', 116, 5, [2, 4], 2],
  ['7/8', 200, 7, [2, 4], 1],
] as const)('a drum pattern in %s has that metre', (_, bpm, metre, snares, divisions) => {
  const { values } = runAnalysers(timingAnalysers, [renderDrums(bars(bpm, metre, snares, divisions), seconds)])
    .rows[0]!;
  expect(values['timing.tempo/tempo.value']).toBeCloseTo(bpm, 0);
  expect(values['timing.beats/metre.value']).toBe(metre);
  expect(values['timing.beats/metreEvidence.value']).toBeGreaterThan(3);
});

test('accents that recur every five beats speak for five, whatever beat comes first; accents anywhere for none', () => {
  const column = (first: number) => Array.from({ length: 60 }, (_, i) => [3, 0, 1, 0, 2][(i + first) % 5]!);
  for (const first of [0, 1, 4]) {
    const nats = [2, 3, 4, 5, 7].map((metre) => accentRecurrence([column(first)], metre));
    expect(nats.indexOf(Math.max(...nats))).toBe(3);
    expect(nats[3]).toBeGreaterThan(50);
  }
  const random = seededRandom(2);
  const anywhere = Array.from({ length: 60 }, random);
  for (const metre of [2, 3, 4, 5, 7]) expect(accentRecurrence([anywhere], metre)).toBeLessThan(2);
  expect(accentRecurrence([[1, 2, 3]], 4)).toBe(-Infinity);
});
