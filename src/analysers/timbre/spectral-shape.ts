import { defineAnalyser } from '../../analysis/define-analyser.js';
import { shapeFields } from '../../dsp/spectral-shape.js';
import { wholeBandHz } from '../needed-bands.js';
import { highestHz } from './spectral-frames.js';

/** Frames this far below the window's loudest count as silence, dB. */
const frameRange = 60;
const size = shapeFields.length;
const undefinedMeans = 'silence';
const timeBase = 'frames';
const peeters = 'Peeters 2004';

/**
 * Where the energy lies in the spectrum and how it is spread, of the frames that sound. Spread, rolloff, kurtosis and
 * flatness follow the centroid (rank correlations of .94 to .98 over music), so of these only the centroid is scored.
 */
export const spectralShape = defineAnalyser({
  kind: 'window',
  id: 'timbre.spectral-shape',
  aspect: 'timbre',
  version: 1,
  about: 'Centroid, spread, skewness, kurtosis, entropy, slope, rolloff and flatness up to 15 kHz.',
  references: [
    'Peeters 2004',
    'librosa 0.11: spectral_centroid, spectral_bandwidth, spectral_rolloff, spectral_flatness',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { frames: { series: 'timbre.spectral-frames/shape' } },
  outputs: {
    centroid: { shape: 'series', unit: 'Hz', about: 'mean frequency, by magnitude', timeBase, undefinedMeans },
    spread: { shape: 'series', unit: 'Hz', about: 'standard deviation around the centroid', timeBase, undefinedMeans },
    skewness: { shape: 'series', unit: '', about: 'third standardised moment', timeBase, undefinedMeans },
    kurtosis: {
      shape: 'series',
      unit: '',
      about: 'fourth standardised moment; 3 for a bell',
      timeBase,
      undefinedMeans,
    },
    entropy: { shape: 'series', unit: '', about: '0 a single line, 1 white noise', timeBase, undefinedMeans },
    slope: { shape: 'series', unit: 'dB/octave', about: 'slope of the spectrum', timeBase, undefinedMeans },
    rolloff85: { shape: 'series', unit: 'Hz', about: '85 % of the magnitude lies below', timeBase, undefinedMeans },
    rolloff95: { shape: 'series', unit: 'Hz', about: '95 % of the magnitude lies below', timeBase, undefinedMeans },
    flatness: { shape: 'series', unit: '', about: '0 tonal, 1 noise', timeBase, undefinedMeans },
  },
  features: [
    hertz('centroid', 'median', 'Spectral centroid', 'darker', 'brighter', 'median_t sum f S / sum S', true),
    {
      ...hertz('centroid', 'iqr', 'Movement of the centroid', 'steadier tone', 'tone changes more', '', true),
      formula: 'interquartile range over time of the centroid',
    },
    hertz(
      'spread',
      'median',
      'Spectral spread',
      'narrower',
      'wider',
      'median_t sqrt(sum (f - c)^2 S / sum S), c the centroid',
      false,
    ),
    hertz(
      'rolloff85',
      'median',
      'Rolloff 85 %',
      'darker',
      'brighter',
      'median_t least f with sum_{<= f} S >= .85 sum S',
      false,
    ),
    hertz(
      'rolloff95',
      'median',
      'Rolloff 95 %',
      'less air',
      'more air',
      'median_t least f with sum_{<= f} S >= .95 sum S',
      false,
    ),
    {
      of: 'skewness',
      statistic: 'median',
      title: 'Spectral skewness',
      lower: 'energy spread upwards',
      higher: 'energy bunched low',
      unit: '',
      range: [-30, 30],
      transform: 'identity',
      minimumSeconds: 1,
      formula: 'median_t sum ((f - c)/s)^3 S / sum S',
      citation: peeters,
      scored: false,
    },
    {
      of: 'kurtosis',
      statistic: 'median',
      title: 'Spectral kurtosis',
      lower: 'flatter spectrum',
      higher: 'more peaked spectrum',
      unit: '',
      range: [1, 1000],
      transform: 'log',
      minimumSeconds: 1,
      formula: 'median_t sum ((f - c)/s)^4 S / sum S',
      citation: peeters,
      scored: false,
    },
    {
      of: 'entropy',
      statistic: 'median',
      title: 'Spectral entropy',
      lower: 'more tonal',
      higher: 'denser',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 1,
      formula: 'median_t -sum p log p / log n, p = S^2 / sum S^2',
      citation: 'Misra et al. 2004',
      scored: true,
    },
    {
      of: 'slope',
      statistic: 'median',
      title: 'Spectral slope',
      lower: 'darker',
      higher: 'brighter',
      unit: 'dB/octave',
      range: [-100, 100],
      transform: 'identity',
      minimumSeconds: 1,
      formula: 'median_t slope of 10 log10 S^2 on log2 f, every octave weighing the same',
      citation: peeters,
      scored: false,
    },
    {
      of: 'flatness',
      statistic: 'median',
      title: 'Spectral flatness',
      lower: 'more tonal',
      higher: 'noisier',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: 1,
      formula: 'median_t exp(mean log S^2) / mean S^2',
      citation: 'Gray & Markel 1974',
      scored: false,
    },
  ],
  analyse({ frames }, _parameters, out) {
    const { rows, count } = frames;
    let loudest = -Infinity;
    for (let t = 0; t < count; t++) if (rows[t * size]! > loudest) loudest = rows[t * size]!;
    const sinks = shapeFields.slice(1).map((field) => out[field as Exclude<typeof field, 'level'>]);
    for (let t = 0; t < count; t++) {
      const sounding = rows[t * size]! >= loudest - frameRange;
      for (let field = 1; field < size; field++) sinks[field - 1]!.push(sounding ? rows[t * size + field]! : NaN);
    }
  },
});

function hertz(
  of: 'centroid' | 'spread' | 'rolloff85' | 'rolloff95',
  statistic: 'median' | 'iqr',
  title: string,
  lower: string,
  higher: string,
  formula: string,
  scored: boolean,
) {
  return {
    of,
    statistic,
    title,
    lower,
    higher,
    unit: 'Hz',
    range: [0, highestHz],
    transform: 'log',
    minimumSeconds: 1,
    formula,
    citation: peeters,
    scored,
    needsHz: wholeBandHz,
  } as const;
}
