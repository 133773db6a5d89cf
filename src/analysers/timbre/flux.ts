import { defineAnalyser } from '../../analysis/define-analyser.js';
import { relativeDecibels, soundingRows } from '../../dsp/relative-decibels.js';
import { runningMedian } from '../../dsp/running-median.js';
import { topOctavesHz } from '../needed-bands.js';
import { melBands } from './mel-frames.js';

/** Decibels below the window's loudest band below which nothing is seen to move. */
const bandRange = 60;
const frameRange = 60;
/** Frames and bands on either side in the two medians: half a second, a seventh of the range. */
const timeReach = 8;
const bandReach = 3;

/** How fast the spectrum changes, and how much of it is struck rather than held. */
export const flux = defineAnalyser({
  kind: 'window',
  id: 'timbre.flux',
  aspect: 'timbre',
  version: 2,
  about: 'Spectral flux, and the percussive share by median filtering.',
  references: [
    'Tzanetakis & Cook 2002 (flux of normalised spectra)',
    'Fitzgerald 2010 (harmonic-percussive separation by medians)',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { mel: { series: 'timbre.mel-frames/power' } },
  outputs: {
    flux: {
      shape: 'series',
      unit: 'dB',
      about: 'how far the bands have moved against one another since the frame before, 27.8 ms ago',
      timeBase: 'mel',
      undefinedMeans: 'silence',
    },
    percussiveShare: { shape: 'value', unit: '', about: 'share of the power that is struck: 0 held, 1 struck' },
  },
  features: [
    {
      of: 'flux',
      statistic: 'median',
      title: 'Spectral flux',
      lower: 'held sounds',
      higher: 'restless',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 2,
      formula: 'median_t mean_b |d[b] - mean d|, d = M[t] - M[t - 1], M the mel bands in dB',
      citation: 'Tzanetakis & Cook 2002',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'flux',
      statistic: 'p90',
      title: 'Spectral flux of the attacks',
      lower: 'softer attacks',
      higher: 'sharper attacks',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 2,
      formula: 'p90_t mean_b |d[b] - mean d|, d = M[t] - M[t - 1], M the mel bands in dB',
      citation: 'Tzanetakis & Cook 2002',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'percussiveShare',
      statistic: 'value',
      title: 'Percussive share',
      lower: 'held',
      higher: 'struck',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 2,
      formula: 'sum E P^2 / (P^2 + H^2) / sum E, E = mel^(1/2), H its median over .47 s, P its median over 7 bands',
      citation: 'Fitzgerald 2010',
      scored: true,
    },
  ],
  analyse({ mel }, _parameters, out) {
    const { rows } = relativeDecibels(mel.rows, bandRange);
    const sounding = soundingRows(mel.rows, melBands, frameRange);
    for (let t = 0; t < mel.count; t++) out.flux.push(t > 0 && sounding[t]! ? change(rows, t) : NaN);
    const share = percussiveShare(mel.rows, mel.count);
    if (Number.isNaN(share)) out.percussiveShare.missing(mel.count < 2 ? 'too short' : 'digital silence');
    else out.percussiveShare.set(share);
  },
});

/**
 * Mean over the bands of how far each moves from the row before to row t, less what all move together: spectra are
 * compared as shapes, so that a change of level, such as a limiter's, is none of timbre.
 */
function change(rows: Float64Array, t: number): number {
  let common = 0;
  for (let i = t * melBands; i < (t + 1) * melBands; i++) common += (rows[i]! - rows[i - melBands]!) / melBands;
  let sum = 0;
  for (let i = t * melBands; i < (t + 1) * melBands; i++) sum += Math.abs(rows[i]! - rows[i - melBands]! - common);
  return sum / melBands;
}

function percussiveShare(power: Float32Array, count: number): number {
  if (count < 2) return NaN;
  const amplitude = new Float64Array(power.length);
  for (let i = 0; i < power.length; i++) amplitude[i] = Math.sqrt(power[i]!);
  const held = new Float64Array(amplitude.length);
  const track = new Float64Array(count);
  const smooth = new Float64Array(count);
  for (let b = 0; b < melBands; b++) {
    for (let t = 0; t < count; t++) track[t] = amplitude[t * melBands + b]!;
    runningMedian(track, timeReach, smooth);
    for (let t = 0; t < count; t++) held[t * melBands + b] = smooth[t]!;
  }
  const struck = new Float64Array(melBands);
  let percussive = 0;
  let total = 0;
  for (let t = 0; t < count; t++) {
    runningMedian(amplitude.subarray(t * melBands, (t + 1) * melBands), bandReach, struck);
    for (let b = 0; b < melBands; b++) {
      const p = struck[b]! ** 2;
      const h = held[t * melBands + b]! ** 2;
      const e = amplitude[t * melBands + b]!;
      total += e;
      if (p > 0) percussive += (e * p) / (p + h);
    }
  }
  return total > 0 ? percussive / total : NaN;
}
