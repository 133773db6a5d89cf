import type { Analyser, Feature } from '../analysis/analyser.js';
import { defineAnalyser } from '../analysis/define-analyser.js';
import { SwerveError } from '../errors.js';

/** What we call of Meyda: one object for everybody, whose settings are made before each frame. */
export type Meyda = {
  sampleRate: number;
  bufferSize: number;
  melBands: number;
  numberOfMFCCCoefficients: number;
  windowingFunction: string;
  extract(features: readonly string[], signal: Float32Array): Readonly<Record<string, number & number[]>>;
};

const sampleRate = 44100;
const frameSize = 2048;
const binHz = sampleRate / frameSize;
const nyquistHz = sampleRate / 2;
const coefficients = 13;
/** Peak below which a frame is silence (-90 dBFS): Meyda gives NaN and rolloffs above Nyquist there. */
const leastPeak = 3e-5;
/** Not spectralFlux, which throws, nor kurtosis and sharpness, whose formulas are not those of their names. */
const extracted = ['spectralCentroid', 'spectralSpread', 'spectralRolloff', 'spectralFlatness', 'spectralCrest', 'zcr'];

/**
 * Meyda's features as analysers, frequencies in hertz instead of bins: for comparing with work that used Meyda. Reported and
 * never scored, for they repeat ours. Throws SwerveError 'missing-package'.
 */
export async function meydaAnalysers(): Promise<readonly Analyser[]> {
  return [meydaFrames(await loadMeyda())];
}

/** The package, loaded when first asked for. Throws SwerveError 'missing-package'. */
export async function loadMeyda(): Promise<Meyda> {
  try {
    const { default: loaded } = await import('meyda');
    return loaded as unknown as Meyda;
  } catch (cause) {
    const what = 'The optional package meyda is not installed.';
    throw new SwerveError('missing-package', what, 'meyda', 'Run npm install meyda.', cause);
  }
}

function meydaFrames(meyda: Meyda): Analyser {
  const silence = { shape: 'series', undefinedMeans: 'silence' } as const;
  return defineAnalyser({
    kind: 'stream',
    id: 'meyda:frames',
    aspect: 'timbre',
    version: 1,
    about: "Meyda's spectral features and MFCC of the whole band, 20 times a second.",
    references: ['Rawlinson, Segal & Fiala 2015, Meyda: an audio feature extraction library for the Web Audio API'],
    parameters: {},
    frontEnd: { kind: 'samples', rate: sampleRate, channels: 'mono', frameSize, hopSize: 2205 },
    outputs: {
      centroid: { ...silence, unit: 'Hz', about: 'mean frequency, by magnitude' },
      spread: { ...silence, unit: 'Hz', about: 'standard deviation around it' },
      rolloff: { ...silence, unit: 'Hz', about: '99 % of the magnitude lies below' },
      flatness: { ...silence, unit: '', about: 'geometric over arithmetic mean of the magnitudes' },
      crest: { ...silence, unit: '', about: 'largest magnitude over their root mean square' },
      crossings: { ...silence, unit: '1/s', about: 'sign changes of the waveform' },
      mfcc: { ...silence, unit: '', size: coefficients, about: 'cosine transform of log(1 + power) in 26 mel bands' },
    },
    features: [
      feature('centroid', 'Hz', nyquistHz, 'Spectral centroid (Meyda)', ['darker', 'brighter'], 'sum f S / sum S'),
      feature(
        'spread',
        'Hz',
        nyquistHz,
        'Spectral spread (Meyda)',
        ['narrower', 'wider'],
        'sqrt(sum (f - c)^2 S / sum S)',
      ),
      feature(
        'rolloff',
        'Hz',
        nyquistHz,
        'Rolloff 99 % (Meyda)',
        ['darker', 'brighter'],
        'least f with sum_{> f} S <= .01 sum S',
      ),
      feature('flatness', '', 1, 'Spectral flatness (Meyda)', ['more tonal', 'noisier'], 'exp(mean log S) / mean S'),
      feature('crest', '', 32, 'Spectral crest (Meyda)', ['noisier', 'more tonal'], 'max S / sqrt(mean S^2)'),
      feature(
        'crossings',
        '1/s',
        sampleRate,
        'Zero crossings (Meyda)',
        ['smoother', 'rougher'],
        'sign changes / seconds',
      ),
      ...Array.from({ length: coefficients }, (_, index): Feature => mfccFeature(index)),
    ],
    prepare(_setup, _parameters, out) {
      const row = new Float64Array(coefficients);
      return {
        process({ channels: [samples] }) {
          if (samples!.every((sample) => Math.abs(sample) < leastPeak)) {
            for (const sink of [out.centroid, out.spread, out.rolloff, out.flatness, out.crest, out.crossings])
              sink.push(NaN);
            out.mfcc.push(row.fill(NaN));
            return;
          }
          const frame = extract(meyda, samples!);
          out.centroid.push(frame.spectralCentroid! * binHz);
          out.spread.push(frame.spectralSpread! * binHz);
          // its bins are a 1023rd of Nyquist apart; the spectrum's are a 1024th
          out.rolloff.push((frame.spectralRolloff! * (frameSize / 2 - 1)) / (frameSize / 2));
          out.flatness.push(frame.spectralFlatness!);
          out.crest.push(frame.spectralCrest!);
          out.crossings.push(frame.zcr! * binHz);
          row.set(frame.mfcc!);
          out.mfcc.push(row);
        },
      };
    },
  });
}

/** Everything `extracted` and `mfcc`, of one frame of 2048 samples at 44.1 kHz. */
export function extract(meyda: Meyda, samples: Float32Array): Readonly<Record<string, number & number[]>> {
  const settings = { sampleRate, bufferSize: frameSize, melBands: 26, numberOfMFCCCoefficients: coefficients };
  Object.assign(meyda, settings, { windowingFunction: 'hanning' });
  return meyda.extract([...extracted, 'mfcc'], samples);
}

function feature(
  of: string,
  unit: Feature['unit'],
  highest: number,
  title: string,
  [lower, higher]: readonly [string, string],
  formula: string,
): Feature {
  return {
    of,
    unit,
    title,
    lower,
    higher,
    formula: `median_t ${formula}`,
    statistic: 'median',
    range: [0, highest],
    transform: 'log',
    minimumSeconds: 1,
    citation: 'Meyda 5.6.3',
    scored: false,
  };
}

function mfccFeature(index: number): Feature {
  return {
    ...feature(
      'mfcc',
      '',
      1,
      `MFCC ${index} (Meyda)`,
      ['less', 'more'],
      `sum_b log(1 + mel[b]) cos(pi ${index} (2 b + 1) / 52)`,
    ),
    index,
    range: [-2000, 2000],
    transform: 'identity',
  };
}
