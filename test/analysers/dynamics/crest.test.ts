import { expect, test } from 'vitest';
import { dynamicsAnalysers } from '../../../src/analysers/dynamics/index.js';
import { runAnalysers } from '../run.js';
import { noise, rate, stereoSine } from './signals.js';

function values(...channels: readonly Float32Array[]) {
  const run = runAnalysers(dynamicsAnalysers, channels);
  expect(run.summary.failures).toEqual([]);
  return run.rows[0]!.values;
}

const clipped = 'dynamics.clipping/runs.value';

test('a sine has a crest of 3.01 dB, overall and in its band', () => {
  const [sine] = stereoSine([[-6, 5]], 500);
  const measured = values(sine!);
  expect(measured['dynamics.crest/overall.value']).toBeCloseTo(3.01, 1);
  expect(measured['dynamics.crest/bands.2.value']).toBeCloseTo(3.01, 1);
  expect(measured['dynamics.movement/micro.value']).toBeCloseTo(0, 1);
  expect(measured[clipped]).toBe(0);
});

test('a steady sine has a dynamic range of 0 dB, and its louder fifth 5 dB below the second highest peak is 5', () => {
  const range = 'dynamics.crest/dynamicRange.value';
  expect(values(...stereoSine([[-6, 15]]))[range]).toBeCloseTo(0, 1);
  // two blocks of 3 s hold a moment at -1 dBFS, too short to count as level
  const [sound] = stereoSine([
    [-6, 1.5],
    [-1, 0.002],
    [-6, 2.998],
    [-1, 0.002],
    [-6, 10.498],
  ]);
  expect(values(sound!, sound!)[range]).toBeCloseTo(5, 1);
});

test('a stereo sine at -23 dBFS has a peak to loudness ratio of 0', () => {
  expect(values(...stereoSine([[-23, 5]]))['dynamics.crest/peakToLoudness.value']).toBeCloseTo(0, 1);
});

test('raising the treble by 12 dB over the bass leaves the jolts of both as they are', () => {
  const joltsOf = (gain: number) => {
    const beating = (hertz: number, pulse: number, level: number, n: number) =>
      level * (0.6 + 0.4 * Math.sin((2 * Math.PI * pulse * n) / rate)) * Math.sin((2 * Math.PI * hertz * n) / rate);
    const sound = Float32Array.from({ length: 10 * rate }, (_, n) =>
      [beating(60, 1.3, 0.1, n), beating(6000, 3.1, 0.02 * gain, n)].reduce((sum, tone) => sum + tone, 0),
    );
    return values(sound)['dynamics.movement/micro.value']!;
  };
  expect(joltsOf(4) / joltsOf(1)).toBeGreaterThan(0.95);
  expect(joltsOf(4) / joltsOf(1)).toBeLessThan(1.05);
});

test('a limiter lowers every crest, step by step', () => {
  const beat = noise(6 * rate).map((x, n) => x * (0.1 + Math.exp((-12 * (n % (rate / 2))) / rate)));
  const readings = [1, 0.5, 0.25, 0.12].map((ceiling) =>
    values(beat.map((x) => Math.max(-ceiling, Math.min(ceiling, x)))),
  );
  for (const id of [
    'dynamics.crest/peakToLoudness.value',
    'dynamics.crest/peakToShortTerm.value',
    'dynamics.crest/overall.value',
    'dynamics.movement/complexity.value',
  ])
    for (let step = 1; step < readings.length; step++)
      expect(readings[step]![id], id).toBeLessThan(readings[step - 1]![id]!);
});

test('clipped runs are counted, whatever level they are clipped at', () => {
  // Ten periods a second whose tops are flat: twenty runs a second in each of two channels.
  const wave = Float32Array.from({ length: 4 * rate }, (_, n) => {
    const x = Math.sin((2 * Math.PI * 10 * n) / rate);
    return Math.max(-0.7, Math.min(0.7, x));
  });
  expect(values(wave, wave)[clipped]).toBeCloseTo(40, 0);
  expect(
    values(
      wave.map((x) => 0.01 * x),
      wave.map((x) => 0.01 * x),
    )[clipped],
  ).toBeCloseTo(40, 0);
});

test('steps of 10 dB every second: complexity 5 dB, half of it soft, two loudnesses', () => {
  const steps = Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? -10 : -20, 1] as const);
  const measured = values(...stereoSine(steps));
  expect(measured['dynamics.movement/complexity.value']).toBeCloseTo(5, 1);
  expect(measured['dynamics.movement/softShare.value']).toBeCloseTo(0.5, 1);
  expect(measured['dynamics.movement/entropy.value']).toBeGreaterThan(1);
});

test('gain changes nothing that is scored', () => {
  const beat = noise(11 * rate).map((x, n) => x * (0.05 + 0.5 * Math.exp((-12 * (n % (rate / 2))) / rate)));
  const before = values(beat);
  const after = values(beat.map((x) => 0.5 * x));
  const scored = dynamicsAnalysers
    .flatMap(({ id, features }) => features.map((feature) => ({ id, ...feature })))
    .filter(({ scored }) => scored);
  expect(scored.length).toBeGreaterThan(5);
  for (const { id, of, index, statistic } of scored) {
    const key = `${id}/${of}${index === undefined ? '' : `.${index + 1}`}.${statistic}`;
    expect(Math.abs(after[key]! - before[key]!), key).toBeLessThan(1e-4);
  }
});
