import type { GivenSeries } from '../../analysis/analyser.js';
import { defineAnalyser } from '../../analysis/define-analyser.js';
import { loudnessOf } from '../../dsp/k-weighting.js';
import { movingMeans } from '../../dsp/loudness-gating.js';
import { mean, standardDeviation } from '../../dsp/statistics.js';

/** Rows this far below the loudest count as silence, LU. */
const silenceBelow = 60;
/** Rows this far below the mean power count as soft, LU. */
const softBelow = 6;

/** How the level moves from moment to moment, whatever the level itself. */
export const movement = defineAnalyser({
  kind: 'window',
  id: 'dynamics.movement',
  aspect: 'dynamics',
  version: 2,
  about: 'Dynamic complexity, loudness entropy, micro-dynamics and the share of soft passages.',
  references: ['Streich 2006, Music complexity: a multi-faceted description of audio content'],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { levels: { series: 'dynamics.levels/weighted' }, bands: { series: 'dynamics.band-levels/levels' } },
  outputs: {
    complexity: { shape: 'value', unit: 'dB', about: 'mean distance of the 200 ms loudness from its mean' },
    entropy: { shape: 'value', unit: 'bits', about: 'entropy of the 400 ms loudness in classes of 1 LU' },
    micro: {
      shape: 'value',
      unit: 'dB',
      about: 'spread of the level change from one 100 ms to the next, mean of three bands',
    },
    softShare: { shape: 'value', unit: '', about: `share of 100 ms more than ${softBelow} LU below the mean` },
  },
  features: [
    {
      of: 'complexity',
      statistic: 'value',
      title: 'Dynamic complexity',
      lower: 'steadier level',
      higher: 'level moves more',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 5,
      formula: 'mean_t |L[t] - mean(L)|, L the K-weighted level of 200 ms in dB, silence left out',
      citation: 'Streich 2006',
      scored: true,
    },
    {
      of: 'entropy',
      statistic: 'value',
      title: 'Loudness entropy',
      lower: 'one loudness',
      higher: 'many loudnesses',
      unit: 'bits',
      range: [0, 6],
      transform: 'identity',
      minimumSeconds: 5,
      formula: '-sum p log2 p over classes of 1 LU below the loudest 400 ms',
      citation: 'Shannon 1948; EBU Tech 3341 (momentary loudness)',
      scored: false,
    },
    {
      of: 'micro',
      statistic: 'value',
      title: 'Micro-dynamics',
      lower: 'smoother',
      higher: 'more jolts',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 5,
      formula:
        'mean_b sd_t(L[b][t + 1] - L[b][t]), L the level of 100 ms in dB below 200 Hz, from 200 to 800 Hz, above 3 kHz, silence left out',
      citation: 'Streich 2006 (short-time level changes)',
      scored: true,
    },
    {
      of: 'softShare',
      statistic: 'value',
      title: 'Share of soft passages',
      lower: 'always full',
      higher: 'often soft',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 5,
      formula: 'share of 100 ms more than 6 LU below the mean K-weighted power',
      citation: 'after the low-energy rate of Tzanetakis & Cook 2002',
      // All but dynamic complexity (rank correlation .95), and 0 for most of what is mastered loud.
      scored: false,
    },
  ],
  analyse({ levels, bands }, _parameters, out) {
    const slow = loudnessAboveSilence(everyOther(movingMeans(levels.rows, 2)));
    const momentary = loudnessAboveSilence(movingMeans(levels.rows, 4));
    const centre = mean(slow);
    const values = {
      complexity: mean(slow.map((value) => Math.abs(value - centre))),
      entropy: entropyBelowLoudest(momentary),
      micro: meanJolt(bands),
      softShare: softShare(levels.rows),
    };
    const reasons = [levels, bands].map(({ rows }) => (rows.some((row) => row > 0) ? 'too short' : 'digital silence'));
    for (const name of ['complexity', 'entropy', 'micro', 'softShare'] as const)
      if (Number.isNaN(values[name])) out[name].missing(reasons[name === 'micro' ? 1 : 0]!);
      else out[name].set(values[name]);
  },
});

/** Of the bands that sound, each by itself, so that an equaliser changes nothing: the mean spread of the changes of level. */
function meanJolt({ rows, count, size }: GivenSeries): number {
  const bands = Array.from({ length: size / 2 }, (_, b) =>
    Float64Array.from({ length: count }, (_, t) => rows[t * size + 2 * b + 1]!),
  );
  const loudest = Math.max(...bands.map(largest));
  const spreads = bands.map((squares) => {
    const level = loudnessAboveSilence(squares, loudest);
    return standardDeviation(level.subarray(1).map((value, t) => value - level[t]!));
  });
  return mean(spreads);
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
}

/** Loudness of each mean square; NaN where it is 60 LU below the loudest, or nothing at all. */
function loudnessAboveSilence(meanSquares: ArrayLike<number>, loudest = largest(meanSquares)): Float64Array {
  const floor = loudest * 10 ** (-silenceBelow / 10);
  return Float64Array.from(meanSquares, (square) => (square > floor ? loudnessOf(square) : NaN));
}

function everyOther(values: Float64Array): Float64Array {
  return values.filter((_, i) => i % 2 === 0);
}

function entropyBelowLoudest(loudness: Float64Array): number {
  const loudest = loudness.reduce((most, value) => (value > most ? value : most), -Infinity);
  const counts = new Float64Array(silenceBelow + 1);
  let total = 0;
  for (const value of loudness)
    if (!Number.isNaN(value)) {
      counts[Math.floor(loudest - value)]!++;
      total++;
    }
  if (total === 0) return NaN;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  return bits;
}

function softShare(meanSquares: Float32Array): number {
  const gate = mean(meanSquares) * 10 ** (-softBelow / 10);
  if (!(gate > 0)) return NaN;
  let soft = 0;
  for (const square of meanSquares) if (square < gate) soft++;
  return soft / meanSquares.length;
}
