import { defineAnalyser } from '../../analysis/define-analyser.js';
import { foldChroma } from './fold-chroma.js';
import { readPeakFrames } from './peak-frames.js';
import { keyName, scoreKeys } from './score-keys.js';
import { highestPeakHz, lowestPeakHz } from './spectral-peaks.js';

/** Frames of a local key, 5 s. */
const localFrames = 45;

const common = { of: 'strength', statistic: 'value', unit: '', minimumSeconds: 10, scored: true } as const;

/** The key of the window, how well it fits, how far ahead of its rivals it is, and how long it holds. */
export const key = defineAnalyser({
  kind: 'window',
  id: 'pitch.key',
  aspect: 'pitch',
  version: 1,
  about: 'Key by correlation with a bank of profiles; only its strength is scored, never the tonic.',
  references: [
    'Krumhansl 1990, Cognitive foundations of musical pitch',
    'Gómez 2006, Tonal description of music audio signals',
    'Faraldo, Jordà & Herrera 2017, A multi-profile method for key estimation in EDM',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' }, tuning: { value: 'pitch.tuning/tuning' } },
  outputs: {
    key: { shape: 'label', title: 'Key', about: 'such as C# minor or Ab major' },
    scores: { shape: 'value', unit: '', size: 24, about: 'correlation with C major, C# major ... C minor ... B minor' },
    strength: { shape: 'value', unit: '', about: 'correlation with the key, -1 to 1' },
    gap: { shape: 'value', unit: '', about: 'what the key’s correlation exceeds the next best by' },
    majorness: { shape: 'value', unit: '', about: 'best correlation with a major key less that with a minor key' },
    stability: { shape: 'value', unit: '', about: 'mean correlation of 5 s stretches with the key, -1 to 1' },
  },
  features: [
    {
      ...common,
      title: 'Key strength',
      lower: 'no clear key',
      higher: 'a clear key',
      range: [-1, 1],
      transform: 'logit',
      formula:
        'max_k mean_profiles corr(sum_t c[t] / sqrt(sum c[t]), profile rotated to k), c the chroma with 8 harmonics',
      citation: 'Krumhansl 1990; Gómez 2006',
    },
    {
      ...common,
      of: 'gap',
      title: 'Gap to the rival key',
      lower: 'a rival key fits as well',
      higher: 'one key only fits',
      range: [0, 2],
      transform: 'identity',
      formula: 'largest less second largest correlation of the 24 keys',
      citation: 'Gómez 2006',
    },
    {
      ...common,
      of: 'majorness',
      title: 'Majorness',
      lower: 'minor',
      higher: 'major',
      range: [-2, 2],
      transform: 'identity',
      formula: 'largest correlation of the 12 major keys less that of the 12 minor keys',
      citation: 'Krumhansl 1990; Saari, Eerola & Lartillot 2011',
    },
    {
      ...common,
      of: 'stability',
      title: 'Key stability',
      lower: 'the key wanders',
      higher: 'the key holds',
      range: [-1, 1],
      transform: 'logit',
      formula: 'mean correlation of 5 s stretches, 2.5 s apart, with the window’s key',
      citation: 'Gómez 2006',
    },
  ],
  analyse({ peaks, tuning }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const tuningCents = tuning.row[0]!;
    if (Number.isNaN(tuningCents)) {
      for (const output of Object.values(out)) output.missing('nothing pitched sounds');
      return;
    }
    const rows = foldChroma(frames, {
      tuningCents,
      harmonics: 8,
      decay: 0.8,
      lowHz: lowestPeakHz,
      highHz: highestPeakHz,
    });
    temperLevels(rows, frames.count);
    const scores = new Float64Array(24);
    scoreKeys(sumOfRows(rows, 0, frames.count), 0, scores);
    const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);
    const best = order[0]!;
    out.key.set(keyName(best));
    out.scores.set(scores);
    out.strength.set(scores[best]!);
    out.gap.set(scores[best]! - scores[order[1]!]!);
    out.majorness.set(Math.max(...scores.subarray(0, 12)) - Math.max(...scores.subarray(12)));
    const held = localFits(rows, frames.count, best);
    if (Number.isNaN(held)) out.stability.missing('shorter than two local keys');
    else out.stability.set(held);
  },
});

/** Each row over the root of its sum: loud frames count for more, but not for all. */
function temperLevels(rows: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let pc = 0; pc < 12; pc++) sum += rows[12 * i + pc]!;
    if (sum > 0) for (let pc = 0; pc < 12; pc++) rows[12 * i + pc]! /= Math.sqrt(sum);
  }
}

function sumOfRows(rows: Float64Array, from: number, to: number): Float64Array {
  const sum = new Float64Array(12);
  for (let i = from; i < to; i++) for (let pc = 0; pc < 12; pc++) sum[pc]! += rows[12 * i + pc]!;
  return sum;
}

/** Mean correlation with the key over overlapping stretches that sound. */
function localFits(rows: Float64Array, count: number, key: number): number {
  const scores = new Float64Array(24);
  let sum = 0;
  let stretches = 0;
  for (let from = 0; from + localFrames <= count; from += Math.floor(localFrames / 2)) {
    const chroma = sumOfRows(rows, from, from + localFrames);
    if (chroma.every((share) => share === 0)) continue;
    scoreKeys(chroma, 0, scores);
    sum += scores[key]!;
    stretches++;
  }
  return stretches < 2 ? NaN : sum / stretches;
}
