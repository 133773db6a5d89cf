import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { correlation } from '../../../bench/metrics/correlation.js';
import { f0 } from '../../../src/analysers/pitch/f0.js';
import { rasp } from '../../../src/analysers/timbre/rasp.js';
import { analyseTrack } from '../../../src/catalogue/analyse-track.js';
import { noise } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';
import { voice } from './voices.js';

const ids = [
  'timbre.rasp/jitter.value',
  'timbre.rasp/shimmer.value',
  'timbre.rasp/harmonicsToNoise.value',
  'timbre.rasp/cepstralPeak.median',
] as const;
const measure = (samples: Float32Array) => {
  const { values, missing } = runAnalysers([f0, rasp], [samples]).rows[0]!;
  const [jitter, shimmer, harmonicsToNoise, cepstralPeak] = ids.map((id) => values[id] ?? NaN) as [
    number,
    number,
    number,
    number,
  ];
  return { jitter, shimmer, harmonicsToNoise, cepstralPeak, reasons: new Set(ids.map((id) => missing[id])) };
};

test.each([0.002, 0.005])('jitter of periods that vary by %s is what they differ by', (periods) => {
  const rough = voice(110, { periods });
  expect(measure(rough.samples).jitter / rough.jitter).toBeCloseTo(1, 1);
});

test.each([0.3, 1])('shimmer of cycles that vary by %s dB is what they differ by', (levels) => {
  const rough = voice(110, { levels });
  expect(measure(rough.samples).shimmer / rough.shimmer).toBeCloseTo(1, 1);
});

test.each([10, 20, 25])('a voice %s dB above its noise has that harmonicity', (decibels) => {
  for (const hertz of [110, 220, 440])
    expect(Math.abs(measure(voice(hertz, { noise: decibels }).samples).harmonicsToNoise - decibels)).toBeLessThan(0.5);
});

test('a machine’s voice has next to no jitter and shimmer', () => {
  for (const hertz of [110, 220, 440]) {
    const { jitter, shimmer, harmonicsToNoise } = measure(voice(hertz).samples);
    expect(jitter).toBeLessThan(0.01);
    // cycles begin at whole samples
    expect(shimmer).toBeLessThan(0.03);
    expect(harmonicsToNoise).toBeGreaterThan(35);
  }
});

test('noise takes the cepstral peak down, step by step', () => {
  const peaks = [40, 30, 20, 10].map((decibels) => measure(voice(220, { noise: decibels }).samples).cepstralPeak);
  for (const [step, peak] of peaks.entries()) if (step > 0) expect(peak).toBeLessThan(peaks[step - 1]! - 0.5);
});

test('where no line stands alone there is no rasp, and it says why', () => {
  expect(measure(noise(3 * 44100)).reasons).toEqual(new Set(['no single line stands out']));
  expect(measure(new Float32Array(44100)).reasons).toEqual(new Set(['no single line stands out']));
});

/** By Praat, with the script beside it. */
const praat = JSON.parse(readFileSync(new URL('../../golden/praat-voice.json', import.meta.url), 'utf8')) as {
  readonly recordings: readonly (readonly [file: string, ...values: number[]])[];
};
const data = resolve(import.meta.dirname, '../../../../shared/data/singing');
const absent = praat.recordings.some(([file]) => !existsSync(resolve(data, file)));

/** Praat looks at every voiced frame, ours leaves the ends of stretches out: so ours hears less jitter and more harmonicity. */
test.skipIf(absent)(absent ? `skipped: no data at ${data}` : 'twelve singers are as rough as Praat says', async () => {
  const rows: number[][] = [];
  for (const [file] of praat.recordings) {
    const { excerpts } = await analyseTrack(resolve(data, file), { analysers: [f0, rasp] });
    rows.push(ids.map((id) => excerpts[0]!.values[id]!));
  }
  const correlations = ids.map((_, k) =>
    correlation(
      rows.map((row) => row[k]!),
      praat.recordings.map((recording) => recording[k + 1] as number),
    ),
  );
  for (const [k, least] of [0.5, 0.8, 0.9, 0.7].entries()) expect(correlations[k], ids[k]).toBeGreaterThan(least);
});
