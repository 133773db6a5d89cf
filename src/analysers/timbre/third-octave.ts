import { defineAnalyser } from '../../analysis/define-analyser.js';
import { thirdOctaveCentres } from '../../dsp/filterbanks.js';
import { sharpness } from '../../dsp/sharpness.js';
import { wholeBandHz } from '../needed-bands.js';

const bands = thirdOctaveCentres.length;
/** Bands are printed no further below the total than this, dB. */
const leastLevel = -100;
/** The bands that tilt and balance are read from: 63 Hz to 12.5 kHz. */
const tiltFirst = thirdOctaveCentres.findIndex((centre) => centre > 60);
const tiltEnd = thirdOctaveCentres.findIndex((centre) => centre > 14000);
/** What the bands are called, IEC 61260. */
export const nominalCentresHz: readonly number[] = [
  20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
  4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000,
];
/** Band edges of the balance in hertz, lower and upper. */
const regions = [
  { name: 'Sub-bass', lowHz: 18, highHz: 56, scored: true },
  { name: 'Bass', lowHz: 56, highHz: 224, scored: true },
  { name: 'Presence', lowHz: 2239, highHz: 5623, scored: true },
  // Sharpness says the same (rank correlation .98).
  { name: 'Air', lowHz: 7079, highHz: 14125, scored: false },
] as const;

/** The long-term average spectrum, as a mastering engineer looks at it. */
export const thirdOctave = defineAnalyser({
  kind: 'window',
  id: 'timbre.third-octave',
  aspect: 'timbre',
  version: 3,
  about: 'Long-term average spectrum in third octaves, its tilt and balance, and sharpness.',
  references: ['IEC 61260', 'Pestana et al. 2013 (average spectra of hits)', 'DIN 45692 (sharpness)'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { middle: { series: 'timbre.band-frames/middle' }, side: { series: 'timbre.band-frames/side' } },
  outputs: {
    spectrum: {
      shape: 'value',
      unit: 'dB',
      size: bands,
      about: 'power of each band re their sum, 20 Hz to 20 kHz; NaN above half the sample rate',
      undefinedMeans: 'above half the sample rate of the recording',
    },
    balance: {
      shape: 'value',
      unit: 'dB',
      size: regions.length,
      about: `power re total: ${regions.map((r) => r.name.toLowerCase()).join(', ')}`,
    },
    tilt: { shape: 'value', unit: 'dB/octave', about: 'slope of the spectrum from 63 Hz to 12.5 kHz' },
    sharpness: { shape: 'value', unit: 'acum', about: 'sharpness of the average spectrum, were it heard at 60 dB' },
  },
  features: [
    ...nominalCentresHz.map((centre, index) => ({
      ...levelFeature('spectrum', index, `Level at ${hertzText(centre)}`, 'of this third octave', false),
      ribbon: true,
    })),
    ...regions.map(({ name, lowHz, highHz, scored }, index) =>
      levelFeature('balance', index, name, `from ${lowHz} to ${highHz} Hz`, scored),
    ),
    {
      of: 'tilt',
      statistic: 'value',
      title: 'Spectral tilt',
      lower: 'darker',
      higher: 'brighter',
      unit: 'dB/octave',
      range: [-60, 60],
      transform: 'identity',
      minimumSeconds: 2,
      formula: 'least-squares slope of the third-octave spectrum in dB on log2 f, 63 Hz to 12.5 kHz',
      citation: 'Pestana et al. 2013',
      scored: true,
      needsHz: wholeBandHz,
    },
    {
      of: 'sharpness',
      statistic: 'value',
      title: 'Sharpness',
      lower: 'duller',
      higher: 'sharper',
      unit: 'acum',
      range: [0, 12],
      transform: 'log',
      minimumSeconds: 2,
      formula:
        "k sum N' g(z) z / sum N', N' = E^.23, E third octaves spread over Bark as at 60 dB, g = 1, above 15.8 Bark .15 e^(.42 (z - 15.8)) + .85; 1 at 1 kHz",
      citation: 'DIN 45692 (weighting, reference); Zwicker & Fastl 1999; Terhardt 1979',
      scored: true,
      needsHz: wholeBandHz,
    },
  ],
  analyse({ middle, side }, _parameters, out, { highestHz }) {
    const power = new Float64Array(bands);
    for (let t = 0; t < middle.count; t++)
      for (let b = 0; b < bands; b++) power[b]! += middle.rows[t * bands + b]! + (side.rows[t * bands + b] || 0);
    const total = power.reduce((sum, band) => sum + band, 0);
    if (!(total > 0)) {
      const reason = middle.count === 0 ? 'shorter than 93 ms' : 'digital silence';
      for (const name of ['spectrum', 'balance', 'tilt', 'sharpness'] as const) out[name].missing(reason);
      return;
    }
    const level = power.map((band) => relativeLevel(band, total));
    out.spectrum.set(level.map((decibels, b) => (thirdOctaveCentres[b]! > highestHz ? NaN : decibels)));
    out.balance.set(regions.map(({ lowHz, highHz }) => relativeLevel(sumBetween(power, lowHz, highHz), total)));
    out.tilt.set(slopePerOctave(level));
    out.sharpness.set(sharpness(power.subarray(0, tiltEnd)));
  },
});

function levelFeature(of: 'spectrum' | 'balance', index: number, title: string, where: string, scored: boolean) {
  return {
    of,
    index,
    statistic: 'value',
    title,
    lower: 'less',
    higher: 'more',
    unit: 'dB',
    range: [leastLevel, 0],
    transform: 'identity',
    minimumSeconds: 2,
    formula: `10 log10(power ${where} / power from 20 Hz to 20 kHz), mean over time, middle and sides`,
    citation: 'Pestana et al. 2013',
    scored,
  } as const;
}

function hertzText(hertz: number): string {
  return hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`;
}

function relativeLevel(power: number, total: number): number {
  return Math.min(0, Math.max(leastLevel, 10 * Math.log10(power / total)));
}

function sumBetween(power: Float64Array, lowHz: number, highHz: number): number {
  let sum = 0;
  for (let b = 0; b < bands; b++)
    if (thirdOctaveCentres[b]! > lowHz && thirdOctaveCentres[b]! < highHz) sum += power[b]!;
  return sum;
}

function slopePerOctave(level: Float64Array): number {
  const octaves = thirdOctaveCentres.map(Math.log2);
  let centre = 0;
  for (let b = tiltFirst; b < tiltEnd; b++) centre += octaves[b]! / (tiltEnd - tiltFirst);
  let covariance = 0;
  let variance = 0;
  for (let b = tiltFirst; b < tiltEnd; b++) {
    covariance += (octaves[b]! - centre) * level[b]!;
    variance += (octaves[b]! - centre) ** 2;
  }
  return covariance / variance;
}
