import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadMeyda } from '../../src/adapters/meyda.js';
import { createRealFft } from '../../src/dsp/fft.js';
import { createSpectralShape, shapeFields } from '../../src/dsp/spectral-shape.js';
import { openFile } from '../../src/sources/file.js';

const samples = resolve(import.meta.dirname, '../../samples');
const recordings = [
  'known-answers.wav',
  'loose-groove.ogg',
  'rubato-strings.ogg',
  'seven-tone-scale.ogg',
  'tight-groove.ogg',
];
const framesHeard = 6;
const frameSize = 2048;
const bins = frameSize / 2;
const sampleRate = 44100;
const binHz = sampleRate / frameSize;

const meyda = await loadMeyda();
const shape = createSpectralShape(
  Float32Array.from({ length: bins }, (_, k) => k * binHz),
  sampleRate / 2,
);

type Frame = { readonly theirs: Readonly<Record<string, number & number[]>>; readonly ours: Ours };
type Ours = Readonly<Record<(typeof shapeFields)[number], number>> & { readonly magnitude: Float32Array };

/** Agreement on the same frames and on Meyda's whole band; every tolerance is relative. */
const agreeing: readonly (readonly [feature: string, tolerance: number, sides: (frame: Frame) => [number, number]])[] =
  [
    ['spectralCentroid', 1e-5, ({ theirs, ours }) => [theirs.spectralCentroid! * binHz, ours.centroid]],
    // theirs are moments about 0, of which little is left where one sine sounds alone
    ['spectralSpread', 1e-3, ({ theirs, ours }) => [theirs.spectralSpread! * binHz, ours.spread]],
    ['spectralSkewness', 2e-3, ({ theirs, ours }) => [theirs.spectralSkewness!, ours.skewness]],
    // 6 mu1 mu2 stands in it where the fourth moment about the mean has 6 mu1^2 mu2
    [
      'spectralKurtosis, mended',
      5e-3,
      ({ theirs, ours }) => [theirs.spectralKurtosis! + kurtosisLacks(ours), ours.kurtosis],
    ],
  ];

test.each(recordings)('%s: what Meyda computes by the same definitions is the same', async (recording) => {
  const frames = await framesOf(resolve(samples, recording));
  expect(frames.length).toBeGreaterThan(framesHeard / 2);
  for (const frame of frames) {
    const { theirs, ours } = frame;
    const largest = Math.max(...ours.magnitude);
    for (const [k, magnitude] of ours.magnitude.entries())
      expect(Math.abs(theirs.amplitudeSpectrum![k]! - magnitude)).toBeLessThan(1e-6 * largest);
    for (const [feature, tolerance, sides] of agreeing) {
      const [their, our] = sides(frame);
      expect(Math.abs(their / our - 1), `${feature}: ${their}, ${our}`).toBeLessThan(tolerance);
    }
  }
});

test.each(recordings)('%s: Meyda’s kurtosis and flatness are other numbers', async (recording) => {
  for (const { theirs, ours } of await framesOf(resolve(samples, recording))) {
    expect(theirs.spectralKurtosis! / ours.kurtosis).not.toBeCloseTo(1, 2);
    // of magnitudes, ours of powers as librosa's: the geometric mean weighs the more against a peak
    expect(theirs.spectralFlatness!).toBeGreaterThan(ours.flatness);
  }
});

test('Meyda’s flatness is ours of the roots of the magnitudes, where no bin is empty', async () => {
  for (const { theirs, ours } of await framesOf(resolve(samples, 'loose-groove.ogg')))
    expect(theirs.spectralFlatness! / shapeOf(ours.magnitude.map(Math.sqrt)).flatness).toBeCloseTo(1, 2);
});

test('Meyda’s spectral flux throws', () => {
  const frame = new Float32Array(frameSize).fill(0.1);
  expect(() => Reflect.apply(meyda.extract, meyda, [['spectralFlux'], frame, frame])).toThrow('x is not defined');
});

/** Frames evenly spread over a recording's first channel, those louder than -80 dBFS. */
async function framesOf(path: string): Promise<Frame[]> {
  const { blocks } = await openFile(path);
  const pieces: Float32Array[] = [];
  for await (const { channels } of blocks()) pieces.push(channels[0]!.slice());
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return Array.from({ length: framesHeard }, (_, i) => {
    const from = Math.floor(((i + 0.5) * (whole.length - frameSize)) / framesHeard);
    return whole.slice(from, from + frameSize);
  })
    .filter((frame) => frame.some((sample) => Math.abs(sample) > 1e-4))
    .map((frame) => ({ theirs: theirsOf(frame), ours: oursOf(frame) }));
}

function theirsOf(frame: Float32Array): Frame['theirs'] {
  Object.assign(meyda, { sampleRate, bufferSize: frameSize, windowingFunction: 'hanning' });
  const shapes = ['spectralCentroid', 'spectralSpread', 'spectralSkewness', 'spectralKurtosis', 'spectralFlatness'];
  return meyda.extract(['amplitudeSpectrum', ...shapes], frame);
}

function oursOf(frame: Float32Array): Ours {
  // its window is symmetric
  const window = Float64Array.from(
    { length: frameSize },
    (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (frameSize - 1)),
  );
  const magnitudes = new Float32Array(bins + 1);
  const fft = createRealFft(frameSize);
  fft.forward(frame, 0, window);
  fft.writeMagnitudes(magnitudes);
  return shapeOf(magnitudes.subarray(0, bins));
}

function shapeOf(magnitude: Float32Array): Ours {
  const row = new Float64Array(shapeFields.length);
  shape.measure(magnitude, row);
  const fields = Object.fromEntries(shapeFields.map((field, i) => [field, row[i]!]));
  return { ...(fields as Record<(typeof shapeFields)[number], number>), magnitude };
}

/** 6 (mu1^2 - mu1) mu2 / sigma^4, in bins. */
function kurtosisLacks({ centroid, spread }: Ours): number {
  const [mean, deviation] = [centroid / binHz, spread / binHz];
  return (6 * (mean ** 2 - mean) * (deviation ** 2 + mean ** 2)) / deviation ** 4;
}
