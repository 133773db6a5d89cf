import { defineAnalyser } from '../../analysis/define-analyser.js';
import { entropyBits } from '../../dsp/entropy.js';
import { foldChroma } from './fold-chroma.js';
import { readPeakFrames } from './peak-frames.js';
import { highestPeakHz, lowestPeakHz } from './spectral-peaks.js';
import { tonalCentroid } from './tonal-centroid.js';
import { weighNotes } from './weigh-notes.js';

/** Frames between those compared, .44 s: a frame lasts .37 s, so that they share no sound. */
const apart = 4;

const common = { unit: '', transform: 'logit', minimumSeconds: 3, scored: true } as const;

/** The twelve pitch classes over time, corrected for tuning: how many sound at once, and how they change. */
export const chroma = defineAnalyser({
  kind: 'window',
  id: 'pitch.chroma',
  aspect: 'pitch',
  version: 4,
  about:
    'Strength of the twelve pitch classes in each frame, corrected for tuning, of notes rather than their off-octave partials; and how it changes.',
  references: [
    'Gómez 2006, Tonal description of music audio signals',
    'Harte, Sandler & Gasser 2006, Detecting harmonic change in musical audio',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' }, tuning: { value: 'pitch.tuning/tuning' } },
  outputs: {
    chroma: {
      shape: 'series',
      unit: '',
      size: 12,
      timeBase: 'peaks',
      about:
        'share of each pitch class, C first, of peaks weighed by how little a lower one explains them; sums to 1, NaN in silence',
      undefinedMeans: 'nothing pitched stands out',
    },
    entropy: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: 'entropy of the frame’s chroma over that of twelve equal shares, 0 to 1',
      undefinedMeans: 'nothing pitched stands out',
    },
    crest: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: 'largest share of the frame’s chroma, 1/12 to 1',
      undefinedMeans: 'nothing pitched stands out',
    },
    change: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: '1 less the cosine similarity of the chroma .22 s before and .22 s after, 0 to 1',
      undefinedMeans: 'too little sounds to see a change',
    },
    centroidChange: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: 'distance in the tonal centroid space from .22 s before to .22 s after',
      undefinedMeans: 'too little sounds to see a change',
    },
    changes: { shape: 'events', unit: '', about: 'harmonic changes: peaks of the centroid change, with its size' },
  },
  features: [
    {
      ...common,
      of: 'entropy',
      statistic: 'median',
      title: 'Chroma entropy',
      lower: 'few pitch classes at once',
      higher: 'all pitch classes at once',
      range: [0, 1],
      formula:
        'median_t -sum_pc c log2 c / log2 12, c the frame’s chroma with sum 1, of peaks a^3 / (a^2 + (5 b)^2), b the strongest that a may be an off-octave partial of',
      citation: 'Gómez 2006',
    },
    {
      ...common,
      of: 'crest',
      statistic: 'median',
      title: 'Chroma crest',
      lower: 'no pitch class stands out',
      higher: 'one pitch class stands out',
      range: [0, 1],
      formula:
        'median_t max_pc c, c the frame’s chroma with sum 1, of peaks a^3 / (a^2 + (5 b)^2), b the strongest that a may be an off-octave partial of',
      citation: 'Gómez 2006',
      // five semitones move it by .24 standard deviations in rendered songs; what it tells, the entropy tells more steadily
      scored: false,
    },
    {
      ...common,
      of: 'change',
      statistic: 'median',
      title: 'Chroma change',
      lower: 'held harmony',
      higher: 'moving harmony',
      range: [0, 1],
      formula: 'median_t 1 - cos(c[t - .22 s], c[t + .22 s]), c the chroma of all peaks',
      citation: 'Harte, Sandler & Gasser 2006',
    },
    {
      ...common,
      of: 'centroidChange',
      statistic: 'p90',
      title: 'Largest harmonic steps',
      lower: 'harmony moves by small steps',
      higher: 'harmony moves by large steps',
      range: [0, 3],
      formula: 'p90_t |zeta[t + .22 s] - zeta[t - .22 s]|, zeta the 6-D tonal centroid of the chroma of all peaks',
      citation: 'Harte, Sandler & Gasser 2006',
      // the tail of few frames: transposing by a fourth moves it by more than a third of a standard deviation
      scored: false,
    },
    {
      ...common,
      of: 'changes',
      statistic: 'rate',
      title: 'Harmonic change rate',
      lower: 'rarely changing',
      higher: 'often changing',
      unit: '1/s',
      range: [0, 10],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'maxima of the centroid change over ±.33 s that exceed .4, per second',
      citation: 'Harte, Sandler & Gasser 2006',
      scored: false,
    },
  ],
  analyse({ peaks, tuning }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const tuningCents = tuning.row[0]!;
    // without a tuning nothing pitched stands out: no frame has a chroma
    const heard = Number.isNaN(tuningCents) ? { ...frames, sizes: new Uint32Array(frames.count) } : frames;
    const options = { tuningCents, harmonics: 1, decay: 1, lowHz: lowestPeakHz, highHz: highestPeakHz };
    const rows = normalisedRows(foldChroma(weighNotes(heard), options));
    // which peaks count as partials changes from frame to frame where the harmony does not
    const whole = normalisedRows(foldChroma(heard, options));
    const centroids = new Float64Array(6 * frames.count);
    for (let i = 0; i < frames.count; i++) {
      tonalCentroid(whole, 12 * i, centroids, 6 * i);
      const row = rows.subarray(12 * i, 12 * i + 12);
      out.chroma.push(row);
      out.entropy.push(Math.min(1, entropyBits(row) / Math.log2(12)));
      out.crest.push(Math.max(...row));
    }
    const steps = new Float64Array(frames.count).fill(NaN);
    for (let i = 0; i < frames.count; i++) {
      const before = i - apart / 2;
      const after = i + apart / 2;
      const inside = before >= 0 && after < frames.count;
      out.change.push(inside ? cosineDistance(whole, 12 * before, 12 * after) : NaN);
      if (inside) steps[i] = distance(centroids, 6 * before, 6 * after);
      out.centroidChange.push(steps[i]!);
    }
    for (let i = 0; i < frames.count; i++)
      if (isHarmonicChange(steps, i)) out.changes.at(peaks.firstSeconds + i * peaks.hopSeconds, steps[i]!);
  },
});

/** Each row of 12 over its sum, or NaN where nothing sounds. */
function normalisedRows(rows: Float64Array): Float64Array {
  for (let from = 0; from < rows.length; from += 12) {
    let sum = 0;
    for (let pc = 0; pc < 12; pc++) sum += rows[from + pc]!;
    for (let pc = 0; pc < 12; pc++) rows[from + pc] = sum > 0 ? rows[from + pc]! / sum : NaN;
  }
  return rows;
}

function cosineDistance(rows: Float64Array, a: number, b: number): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let pc = 0; pc < 12; pc++) {
    product += rows[a + pc]! * rows[b + pc]!;
    squareA += rows[a + pc]! ** 2;
    squareB += rows[b + pc]! ** 2;
  }
  const similarity = product / Math.sqrt(squareA * squareB);
  return Number.isNaN(similarity) ? NaN : Math.max(0, 1 - similarity);
}

function distance(points: Float64Array, a: number, b: number): number {
  let squares = 0;
  for (let d = 0; d < 6; d++) squares += (points[a + d]! - points[b + d]!) ** 2;
  return Math.sqrt(squares);
}

/** A step above .4 that is the largest within three frames; of equal ones the first. */
function isHarmonicChange(steps: Float64Array, i: number): boolean {
  if (!(steps[i]! > 0.4)) return false;
  for (let k = Math.max(0, i - 3); k <= Math.min(steps.length - 1, i + 3); k++)
    if (steps[k]! > steps[i]! || (k < i && steps[k] === steps[i])) return false;
  return true;
}
