import { defineAnalyser } from '../../analysis/define-analyser.js';
import { quantile, sortedDefined } from '../../dsp/statistics.js';
import { topOctavesHz } from '../needed-bands.js';

const fewestIntervals = 8;
const binsPerOctave = 8;
const shortestSeconds = 0.02;
/** Where in a row of attacks their decibels stand. */
const attackDecibels = 5;

export const intervals = defineAnalyser({
  kind: 'window',
  id: 'timing.intervals',
  aspect: 'timing',
  version: 2,
  about: 'The times between onsets, whatever the beat: how varied, how uneven; and how varied the accents.',
  references: [
    'Grabe & Low 2002, Durational variability in speech and the rhythm class hypothesis',
    'Patel & Daniele 2003, An empirical comparison of rhythm in language and music, Cognition',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { onsets: { events: 'timing.onsets/onsets' }, attacks: { events: 'timing.onsets/attacks' } },
  outputs: {
    entropy: { shape: 'value', unit: 'bits', about: 'Entropy of the intervals in bins of an eighth of an octave.' },
    npvi: { shape: 'value', unit: '', about: 'Normalised pairwise variability index of neighbouring intervals.' },
    spread: { shape: 'value', unit: '', about: 'Octaves between the 10th and the 90th percentile of the intervals.' },
    accents: { shape: 'value', unit: '', about: 'Interquartile range of ln(onset strength).' },
    velocities: {
      shape: 'value',
      unit: 'dB',
      about: 'From the 10th to the 90th percentile of the energy of attacks.',
    },
  },
  features: [
    {
      of: 'entropy',
      statistic: 'value',
      title: 'Inter-onset entropy',
      lower: 'one note value',
      higher: 'many note values',
      unit: 'bits',
      range: [0, 12],
      transform: 'identity',
      minimumSeconds: 8,
      formula: '-sum p log2 p over bins of 1/8 octave of the intervals between onsets',
      citation: 'Shannon 1948',
      scored: true,
    },
    {
      of: 'npvi',
      statistic: 'value',
      title: 'Interval contrast (nPVI)',
      lower: 'even notes',
      higher: 'long-short notes',
      unit: '',
      range: [0, 200],
      transform: 'identity',
      minimumSeconds: 8,
      formula: '100 mean |d[k] - d[k+1]| / ((d[k] + d[k+1]) / 2)',
      citation: 'Grabe & Low 2002',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'spread',
      statistic: 'value',
      title: 'Interval spread',
      lower: 'narrow note values',
      higher: 'wide note values',
      unit: '',
      range: [0, 12],
      transform: 'identity',
      minimumSeconds: 8,
      formula: 'log2(p90 / p10) of the intervals between onsets',
      citation: 'Gouyon & Dixon 2005',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'accents',
      statistic: 'value',
      title: 'Accent spread',
      lower: 'uniform accents',
      higher: 'varied accents',
      unit: '',
      range: [0, 10],
      transform: 'identity',
      minimumSeconds: 8,
      formula: 'interquartile range of ln(onset strength)',
      citation: 'Lerdahl & Jackendoff 1983',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'velocities',
      statistic: 'value',
      title: 'Velocity spread',
      lower: 'one velocity',
      higher: 'soft and loud',
      unit: 'dB',
      range: [0, 150],
      transform: 'identity',
      minimumSeconds: 8,
      formula: 'p90 - p10 of 10 log10(greatest energy of the derivative over 0.5 ms within 6 ms of the attack)',
      citation: 'Gillick et al. 2019',
      scored: false,
    },
  ],
  analyse({ onsets: { seconds, rows }, attacks }, _parameters, out) {
    const gaps = seconds.slice(1).map((second, i) => Math.max(shortestSeconds, second - seconds[i]!));
    if (gaps.length < fewestIntervals) {
      for (const sink of Object.values(out)) sink.missing('too few onsets');
      return;
    }
    out.entropy.set(entropyOf(gaps));
    out.npvi.set(npviOf(gaps));
    const sorted = sortedDefined(gaps);
    out.spread.set(Math.log2(quantile(sorted, 0.9) / quantile(sorted, 0.1)));
    const accents = sortedDefined(rows.map(Math.log));
    out.accents.set(quantile(accents, 0.75) - quantile(accents, 0.25));
    const levels = sortedDefined(seconds.map((_, i) => attacks.rows[attacks.size * i + attackDecibels]!));
    if (levels.length < fewestIntervals) out.velocities.missing('too few clear attacks');
    else out.velocities.set(quantile(levels, 0.9) - quantile(levels, 0.1));
  },
});

function entropyOf(gaps: Float64Array): number {
  const counts = new Map<number, number>();
  for (const gap of gaps) {
    const bin = Math.round(binsPerOctave * Math.log2(gap));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / gaps.length) * Math.log2(count / gaps.length);
  return bits;
}

function npviOf(gaps: Float64Array): number {
  let sum = 0;
  for (let k = 1; k < gaps.length; k++) sum += Math.abs(gaps[k]! - gaps[k - 1]!) / (0.5 * (gaps[k]! + gaps[k - 1]!));
  return (100 * sum) / (gaps.length - 1);
}
