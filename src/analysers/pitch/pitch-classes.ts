import { defineAnalyser } from '../../analysis/define-analyser.js';
import { entropyBits } from '../../dsp/entropy.js';

/** Frames from a pitch class to the next one counted, .44 s. */
const apart = 4;

const common = { unit: '', transform: 'logit', range: [0, 1], minimumSeconds: 10, scored: true } as const;
const fourier = (index: number, title: string, lower: string, higher: string) =>
  ({
    ...common,
    of: 'fourier',
    index: index - 1,
    statistic: 'value',
    title,
    lower,
    higher,
    formula: `|sum_pc c exp(-2 pi i ${index} pc / 12)|, c the mean chroma with sum 1`,
    citation: 'Quinn 2006; Amiot 2016',
  }) as const;

/** Which pitch classes a window uses, in ways that no transposition changes. */
export const pitchClasses = defineAnalyser({
  kind: 'window',
  id: 'pitch.pitch-classes',
  aspect: 'pitch',
  version: 4,
  about: 'The distribution of pitch classes over the window: spread, character of the scale, and order.',
  references: [
    'Quinn 2006, General equal-tempered harmony',
    'Amiot 2016, Music through Fourier space',
    'Tzanetakis, Ermolinskyi & Cook 2003, Pitch histograms in audio and symbolic music information retrieval',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { chroma: { series: 'pitch.chroma/chroma' } },
  outputs: {
    mean: { shape: 'value', unit: '', size: 12, about: 'mean chroma of the frames that sound, C first, sum 1' },
    spread: { shape: 'value', unit: '', about: 'entropy of the mean chroma over that of twelve equal shares, 0 to 1' },
    fourier: {
      shape: 'value',
      unit: '',
      size: 6,
      about: 'magnitudes of the mean chroma’s Fourier coefficients 1 to 6',
    },
    transitionEntropy: {
      shape: 'value',
      unit: 'bits',
      about: 'entropy of the interval from a strong pitch class to one .44 s later, 0 to log2 12',
    },
  },
  features: [
    {
      ...common,
      of: 'spread',
      statistic: 'value',
      title: 'Pitch-class spread',
      lower: 'few pitch classes in use',
      higher: 'all pitch classes in use',
      formula: '-sum_pc c log2 c / log2 12, c the mean chroma with sum 1',
      citation: 'Tzanetakis, Ermolinskyi & Cook 2003',
    },
    fourier(2, 'Tritone symmetry', 'no pairs a tritone apart', 'pairs a tritone apart'),
    fourier(3, 'Triadicity', 'no chains of major thirds', 'chains of major thirds'),
    fourier(4, 'Diminished symmetry', 'no chains of minor thirds', 'chains of minor thirds'),
    fourier(5, 'Diatonicity', 'no chain of fifths', 'a chain of fifths, as a diatonic scale'),
    {
      ...common,
      of: 'transitionEntropy',
      statistic: 'value',
      title: 'Pitch-class transition entropy',
      lower: 'predictable steps',
      higher: 'unpredictable steps',
      unit: 'bits',
      range: [0, 3.59],
      formula: '-sum_d q log2 q, q[d] ~ sum_t sum_pc c[t][pc]^2 c[t + .44 s][pc + d]^2, sum 1',
      citation: 'Tzanetakis, Ermolinskyi & Cook 2003',
    },
  ],
  analyse({ chroma: { rows, count } }, _parameters, out) {
    const mean = new Float64Array(12);
    let sounding = 0;
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(rows[12 * i]!)) continue;
      sounding++;
      for (let pc = 0; pc < 12; pc++) mean[pc]! += rows[12 * i + pc]!;
    }
    if (sounding === 0) {
      for (const output of [out.mean, out.spread, out.fourier, out.transitionEntropy])
        output.missing('nothing pitched stands out');
      return;
    }
    for (let pc = 0; pc < 12; pc++) mean[pc]! /= sounding;
    out.mean.set(mean);
    out.spread.set(Math.min(1, entropyBits(mean) / Math.log2(12)));
    out.fourier.set(fourierMagnitudes(mean));
    const steps = stepShares(rows, count);
    if (steps === undefined) out.transitionEntropy.missing('too little sounds to follow its pitch classes');
    else out.transitionEntropy.set(entropyBits(steps));
  },
});

function fourierMagnitudes(shares: Float64Array): Float64Array {
  const magnitudes = new Float64Array(6);
  for (let k = 1; k <= 6; k++) {
    let real = 0;
    let imaginary = 0;
    for (let pc = 0; pc < 12; pc++) {
      real += shares[pc]! * Math.cos((Math.PI * k * pc) / 6);
      imaginary += shares[pc]! * Math.sin((Math.PI * k * pc) / 6);
    }
    magnitudes[k - 1] = Math.min(1, Math.hypot(real, imaginary));
  }
  return magnitudes;
}

/**
 * Shares of the twelve intervals between frames `apart`: `q[d] = sum_t sum_pc c[t]^2[pc] c[t + .44 s]^2[pc + d]`, normalised;
 * squares favour the strongest without one frame's choice hanging by a hair. Undefined of fewer than ten pairs.
 */
function stepShares(rows: Float32Array, count: number): Float64Array | undefined {
  const shares = new Float64Array(12);
  let total = 0;
  let pairs = 0;
  for (let i = apart; i < count; i++) {
    const before = 12 * (i - apart);
    const after = 12 * i;
    if (Number.isNaN(rows[before]!) || Number.isNaN(rows[after]!)) continue;
    pairs++;
    for (let from = 0; from < 12; from++)
      for (let to = 0; to < 12; to++) {
        const weight = (rows[before + from]! * rows[after + to]!) ** 2;
        shares[(to - from + 12) % 12]! += weight;
        total += weight;
      }
  }
  return pairs < 10 ? undefined : shares.map((share) => share / total);
}
