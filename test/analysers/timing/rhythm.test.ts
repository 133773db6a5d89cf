import { expect, test } from 'vitest';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, rockBeat, type Stroke } from './drum-machine.js';

const rowOf = (strokes: Stroke[], seconds = 20) =>
  runAnalysers(timingAnalysers, [renderDrums(strokes, seconds)]).rows[0]!;
const valuesOf = (strokes: Stroke[]) => rowOf(strokes).values as Record<string, number>;
const pulses = (gapSeconds: (i: number) => number): Stroke[] => {
  const strokes: Stroke[] = [];
  for (let i = 0, at = 0.2; at < 19.5; at += gapSeconds(i++)) strokes.push({ seconds: at, drum: 'snare' });
  return strokes;
};

test('even pulses have no entropy, no contrast and a clear pulse', () => {
  const values = valuesOf(pulses(() => 0.5));
  expect(values['timing.onsets/onsets.rate']).toBeCloseTo(2, 0);
  expect(values['timing.intervals/entropy.value']).toBeCloseTo(0, 1);
  expect(values['timing.intervals/npvi.value']).toBeLessThan(1);
  expect(values['timing.intervals/spread.value']).toBeLessThan(0.02);
  expect(values['timing.pulse-clarity/clarity.value']).toBeGreaterThan(0.9);
  expect(values['timing.tempo/variation.value']).toBeLessThan(0.5);
});

test('long and short in turn have one bit of entropy, and the nPVI of their ratio', () => {
  const values = valuesOf(pulses((i) => (i % 2 ? 0.2 : 0.6)));
  expect(values['timing.intervals/entropy.value']).toBeCloseTo(1, 1);
  expect(values['timing.intervals/npvi.value']).toBeCloseTo(100, 0);
  expect(values['timing.intervals/spread.value']).toBeCloseTo(Math.log2(3), 1);
});

test('pulses at random are less clear than even ones', () => {
  const random = seededRandom(11);
  expect(valuesOf(pulses(() => 0.15 + 0.7 * random()))['timing.pulse-clarity/clarity.value']).toBeLessThan(0.5);
});

test('one sound alone has no pulse and no shares of bass and treble, and says why', () => {
  const { values, missing } = rowOf([{ seconds: 5, drum: 'kick' }]);
  for (const name of ['clarity', 'contrast', 'low', 'high']) {
    expect(values).not.toHaveProperty(`timing.pulse-clarity/${name}.value`);
    expect(missing[`timing.pulse-clarity/${name}.value`]).toBe('hardly more than one sound begins');
  }
});

test('a bass that is struck rises, one that is held does not, and an equaliser changes neither', () => {
  const struck = renderDrums(rockBeat(120, 12), 12);
  const held = struck.map((x, n) => 0.3 * x + 0.5 * Math.sin((2 * Math.PI * 60 * n) / 44100));
  const brighter = struck.map((x, n) => x - 0.8 * (struck[n - 1] ?? 0));
  const [before, bass, after] = [struck, held, brighter].map(
    (sound) => runAnalysers(timingAnalysers, [sound]).rows[0]!.values,
  ) as [Record<string, number>, Record<string, number>, Record<string, number>];
  expect(bass['timing.pulse-clarity/low.value']).toBeLessThan(0.5 * before['timing.pulse-clarity/low.value']!);
  for (const id of ['timing.pulse-clarity/low.value', 'timing.pulse-clarity/high.value'])
    expect(Math.abs(after[id]! / before[id]! - 1), id).toBeLessThan(0.1);
});

test('a tempo that rises by 3 % a minute drifts by that', () => {
  const strokes = rockBeat(120, 30).map((stroke) => ({
    ...stroke,
    seconds: stroke.seconds - 0.5 * (0.03 / 60) * stroke.seconds ** 2,
  }));
  expect(rowOf(strokes, 30).values['timing.tempo/drift.value']).toBeCloseTo(3, 0);
});

test('a rock beat has its energy on quavers, alternating, and returns every bar', () => {
  const values = valuesOf(rockBeat(110, 20));
  expect(values['timing.rhythm-pattern/sixteenth.value']).toBeLessThan(0.15);
  expect(values['timing.rhythm-pattern/offBeat.value']).toBeLessThan(0.5);
  expect(values['timing.rhythm-pattern/backbeat.value']).toBeGreaterThan(0.1);
  expect(values['timing.rhythm-pattern/fourBeats.value']).toBeGreaterThan(0.9);
});

test('gain changes no feature', () => {
  const samples = renderDrums(rockBeat(97, 14), 14);
  const run = (gain: number) => runAnalysers(timingAnalysers, [samples.map((sample) => gain * sample)]).rows[0]!.values;
  const loud = run(1);
  for (const [id, value] of Object.entries(run(0.03))) expect(value, id).toBeCloseTo(loud[id]!, 4);
});

test('where there is no beat, what hangs on beats is missing and says so', () => {
  const { missing } = rowOf([{ seconds: 5, drum: 'kick' }]);
  expect(missing['timing.intervals/entropy.value']).toBe('too few onsets');
  const silent = runAnalysers(timingAnalysers, [new Float32Array(20 * 44100)]).rows[0]!;
  expect(silent.missing['timing.tempo/tempo.value']).toBe('nothing sounds');
  expect(silent.missing['timing.microtiming/gridLock.value']).toBe('nothing sounds');
  expect(silent.missing['timing.rhythm-pattern/backbeat.value']).toBe('nothing sounds');
});
