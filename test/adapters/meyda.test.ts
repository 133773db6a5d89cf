import { expect, test } from 'vitest';
import { loadMeyda, meydaAnalysers } from '../../src/adapters/meyda.js';
import { createRealFft } from '../../src/dsp/fft.js';
import { contractViolations } from '../../src/testing.js';
import { runAnalysers } from '../analysers/run.js';
import { timbreWithInputs } from '../analysers/timbre/timbre-with-inputs.js';

const [meyda] = await meydaAnalysers();

/** Seconds of sound below 12 kHz, where Meyda's whole band and our 15 kHz hold the same. */
function tones(seconds: number, hertz: readonly number[]): Float32Array {
  return Float32Array.from({ length: seconds * 44100 }, (_, n) =>
    hertz.reduce((sum, f, i) => sum + (0.3 / (i + 1)) * Math.sin((2 * Math.PI * f * n) / 44100), 0),
  );
}

test('keeps the contract', () => {
  expect(contractViolations(meyda!)).toEqual([]);
});

test('a sine is its frequency, in hertz', () => {
  const [row] = runAnalysers([meyda!], [tones(2, [3000])]).rows;
  expect(row!.values['meyda:frames/centroid.median']).toBeCloseTo(3000, -1.5);
  expect(row!.values['meyda:frames/rolloff.median']).toBeGreaterThan(2950);
  expect(row!.values['meyda:frames/rolloff.median']).toBeLessThan(3100);
  expect(row!.values['meyda:frames/crossings.median']! / 6000).toBeCloseTo(1, 1);
});

test('silence is missing with its reason, not NaN nor a rolloff above Nyquist', () => {
  const [row] = runAnalysers([meyda!], [new Float32Array(88200)]).rows;
  expect(row!.values).toEqual({});
  expect(new Set(Object.values(row!.missing))).toEqual(new Set(['silence']));
});

test.each([[[440, 880, 1320, 1760, 5000]], [[200, 3000, 9000]], [[100, 7000, 11000]]])(
  'our centroid and spread agree with Meyda on tones at %s Hz',
  (hertz) => {
    const [row] = runAnalysers([...timbreWithInputs, meyda!], [tones(3, hertz)]).rows;
    const value = (id: string) => row!.values[id]!;
    const centroid = value('timbre.spectral-shape/centroid.median');
    expect(value('meyda:frames/centroid.median') / centroid).toBeCloseTo(1, 2);
    const spread = value('timbre.spectral-shape/spread.median');
    expect(value('meyda:frames/spread.median') / spread).toBeCloseTo(1, 2);
  },
);

test('our transform and Meyda’s give the same magnitudes', async () => {
  const samples = tones(1, [440, 3000, 9000]).subarray(0, 2048);
  const theirs = Object.assign(await loadMeyda(), {
    bufferSize: 2048,
    sampleRate: 44100,
    windowingFunction: 'hanning',
  });
  const { amplitudeSpectrum } = theirs.extract(['amplitudeSpectrum'], samples);
  const magnitudes = new Float32Array(1025);
  // its window is symmetric, ours periodic and twice as high
  const symmetric = Float64Array.from({ length: 2048 }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 2047));
  const fft = createRealFft(2048);
  fft.forward(samples, 0, symmetric);
  fft.writeMagnitudes(magnitudes);
  for (let k = 0; k < 1024; k++) expect(magnitudes[k]).toBeCloseTo(amplitudeSpectrum![k]!, 3);
});
