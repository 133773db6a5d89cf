import { defineAnalyser } from '../../analysis/define-analyser.js';
import { estimateTuning } from './estimate-tuning.js';
import { foldChroma } from './fold-chroma.js';
import { readPeakFrames } from './peak-frames.js';
import { keyName, scoreKeys } from './score-keys.js';
import { highestPeakHz, lowestPeakHz } from './spectral-peaks.js';
import { trackKeys } from './track-keys.js';

/** Frames of a local key, 5 s, and from one to the next, 2.4 s. */
const localFrames = 45;
const hopFrames = 22;

const common = { of: 'strength', statistic: 'value', unit: '', minimumSeconds: 10, scored: true } as const;

/** The key of the window, how well it fits, how far ahead of its rivals it is, and how long it holds. */
export const key = defineAnalyser({
  kind: 'window',
  id: 'pitch.key',
  aspect: 'pitch',
  version: 2,
  about: 'Key by correlation with a bank of profiles; only its strength is scored, never the tonic.',
  references: [
    'Krumhansl 1990, Cognitive foundations of musical pitch',
    'Gómez 2006, Tonal description of music audio signals',
    'Faraldo, Jordà & Herrera 2017, A multi-profile method for key estimation in EDM',
    'Papadopoulos & Peeters 2012, Local key estimation from an audio signal relying on harmonic and metrical structures',
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
    keys: {
      shape: 'events',
      unit: '',
      size: 2,
      about: 'where a local key begins: its tonic in semitones above C, and 0 for major or 1 for minor',
      undefinedMeans: 'nothing pitched sounds',
    },
    held: { shape: 'value', unit: '', about: 'share of the 5 s stretches in the commonest local key, 0 to 1' },
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
      // an equaliser of 6 dB moves it by .39 standard deviations, a semitone by .21, and its two halves agree by .40
      scored: false,
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
      formula: 'mean correlation of 5 s stretches, 2.4 s apart, with the window’s key',
      citation: 'Gómez 2006',
    },
    {
      ...common,
      of: 'held',
      title: 'Time in one key',
      lower: 'modulates',
      higher: 'stays in its key',
      range: [0, 1],
      transform: 'logit',
      formula: 'share of 5 s stretches, 2.4 s apart, in the commonest key of the Viterbi path through the 24 keys',
      citation: 'Papadopoulos & Peeters 2012',
      // one key throughout, in most excerpts of 30 s
      scored: false,
    },
  ],
  analyse({ peaks, tuning }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    // people name a key where it is faint, and so do we; what is compared asks for more
    const faint = tuning.missing;
    const tuningCents = faint === undefined ? tuning.row[0]! : estimateTuning(frames).cents;
    const { keys, key: named, scores: correlations, ...compared } = out;
    const lacking = (reason: string) => {
      for (const output of Object.values(compared)) output.missing(reason);
    };
    if (Number.isNaN(tuningCents)) {
      for (const output of [named, correlations]) output.missing('nothing pitched sounds');
      return lacking('nothing pitched sounds');
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
    named.set(keyName(best));
    correlations.set(scores);
    const stretches = localScores(rows, frames.count);
    const path = trackKeys(stretches.scores, hopFrames * peaks.hopSeconds);
    path.forEach((local, i) => {
      // a key begins half way between the middles of two stretches, the first with the window
      const middle = peaks.firstSeconds + (stretches.first[i]! + (localFrames - hopFrames) / 2) * peaks.hopSeconds;
      if (local !== path[i - 1]) keys.at(i === 0 ? 0 : middle, [local % 12, local < 12 ? 0 : 1]);
    });
    if (faint !== undefined) return lacking(faint);
    out.strength.set(scores[best]!);
    out.gap.set(scores[best]! - scores[order[1]!]!);
    out.majorness.set(Math.max(...scores.subarray(0, 12)) - Math.max(...scores.subarray(12)));
    if (path.length < 2) {
      for (const output of [out.stability, out.held]) output.missing('shorter than two local keys');
      return;
    }
    let sum = 0;
    for (let i = 0; i < path.length; i++) sum += stretches.scores[24 * i + best]!;
    out.stability.set(sum / path.length);
    const times = new Uint32Array(24);
    for (const local of path) times[local]!++;
    out.held.set(Math.max(...times) / path.length);
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

/** The 24 correlations of each of the overlapping stretches that sound, and the frame it begins with. */
function localScores(rows: Float64Array, count: number): { first: readonly number[]; scores: Float64Array } {
  const first: number[] = [];
  const scores: number[] = [];
  const row = new Float64Array(24);
  for (let from = 0; from + localFrames <= count; from += hopFrames) {
    const chroma = sumOfRows(rows, from, from + localFrames);
    if (chroma.every((share) => share === 0)) continue;
    scoreKeys(chroma, 0, row);
    first.push(from);
    scores.push(...row);
  }
  return { first, scores: Float64Array.from(scores) };
}
