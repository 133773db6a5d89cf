import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median, standardDeviation } from '../../dsp/statistics.js';
import { tempoCurve, tempoRange, tempoTrend } from './tempo-curve.js';

const fewestBeats = 4;
const fewestForCourse = 12;

export const tempo = defineAnalyser({
  kind: 'window',
  id: 'timing.tempo',
  aspect: 'timing',
  version: 2,
  about: 'The tempo of the beats, how sure its metrical level is, and how it moves.',
  references: [
    'Percival & Tzanetakis 2014, Streamlined tempo estimation based on autocorrelation and cross-correlation',
    "Sen 1968, Estimates of the regression coefficient based on Kendall's tau, JASA",
    'Dixon 2001, Automatic extraction of tempo and beat from expressive performances, JNMR',
  ],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: {
    beats: { events: 'timing.beats/beats' },
    share: { value: 'timing.beats/share' },
    rival: { value: 'timing.beats/rival' },
  },
  outputs: {
    tempo: { shape: 'value', unit: 'BPM', about: 'Beats a minute.' },
    rival: { shape: 'value', unit: 'BPM', about: 'The tempo that another listener would likeliest tap.' },
    certainty: { shape: 'value', unit: '', about: 'Probability of the metrical level against the other levels.' },
    curve: {
      shape: 'events',
      unit: 'BPM',
      about: 'The tempo of each span of four beats, at its middle.',
      undefinedMeans: 'too few beats',
    },
    variation: { shape: 'value', unit: '%', about: 'Standard deviation of the tempo over spans of four beats.' },
    range: {
      shape: 'value',
      unit: '%',
      about: 'From the 5th to the 95th percentile of the tempo over spans of four beats.',
    },
    drift: { shape: 'value', unit: '%/min', about: 'Trend of the tempo; above zero it rushes.' },
  },
  features: [
    {
      of: 'tempo',
      statistic: 'value',
      title: 'Tempo',
      lower: 'slower',
      higher: 'faster',
      unit: 'BPM',
      range: [30, 300],
      transform: 'log',
      minimumSeconds: 8,
      formula: '60 / median interval between beats, over spans of 8 beats',
      citation: 'Percival & Tzanetakis 2014',
      scored: true,
    },
    {
      of: 'rival',
      statistic: 'value',
      title: 'Rival tempo',
      lower: 'slower rival',
      higher: 'faster rival',
      unit: 'BPM',
      range: [20, 600],
      transform: 'log',
      minimumSeconds: 8,
      formula: 'the tempo of the next likeliest pulse',
      citation: 'Percival & Tzanetakis 2014',
      scored: false,
    },
    {
      of: 'certainty',
      statistic: 'value',
      title: 'Tempo certainty',
      lower: 'ambiguous pulse level',
      higher: 'one pulse level',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 8,
      formula: 'exp(u) / sum exp(u) over pulses at 1/3, 1/2, 2/3, 1, 3/2, 2, 3 times the tempo',
      citation: 'Percival & Tzanetakis 2014',
      scored: true,
    },
    {
      of: 'variation',
      statistic: 'value',
      title: 'Tempo variation',
      lower: 'machine-steady',
      higher: 'breathing tempo',
      unit: '%',
      range: [0, 100],
      transform: 'log',
      minimumSeconds: 10,
      formula: '100 SD of ln(interval over 4 beats)',
      citation: 'Dixon 2001',
      scored: true,
    },
    {
      of: 'range',
      statistic: 'value',
      title: 'Tempo range',
      lower: 'one tempo',
      higher: 'wide tempo',
      unit: '%',
      range: [0, 300],
      transform: 'log',
      minimumSeconds: 10,
      formula: '100 ln(p95 / p5) of the tempo over 4 beats',
      citation: 'Dixon 2001',
      scored: false,
    },
    {
      of: 'drift',
      statistic: 'value',
      title: 'Tempo drift',
      lower: 'slowing',
      higher: 'rushing',
      unit: '%/min',
      range: [-1000, 1000],
      transform: 'identity',
      minimumSeconds: 20,
      formula: '6000 median_ij (ln tempo_j - ln tempo_i) / (t_j - t_i), tempo over 4 beats, no beat shared',
      citation: 'Sen 1968',
      scored: false,
    },
  ],
  analyse({ beats: { seconds }, share, rival }, _parameters, out) {
    const { curve: curveOut, ...values } = out;
    if (seconds.length < fewestBeats) {
      const reason = share.missing ?? 'no steady pulse';
      for (const sink of Object.values(values)) sink.missing(reason);
      return;
    }
    const span = Math.min(8, seconds.length - 1);
    out.tempo.set((60 * span) / median(seconds.slice(span).map((second, i) => second - seconds[i]!)));
    out.certainty.set(share.row[0]!);
    if (rival.missing === undefined) out.rival.set(rival.row[0]!);
    else out.rival.missing(rival.missing);
    const curve = tempoCurve(seconds);
    curve.seconds.forEach((second, i) => curveOut.at(second, curve.bpm[i]!));
    if (seconds.length < fewestForCourse) {
      for (const sink of [out.variation, out.range, out.drift]) sink.missing('too few beats');
      return;
    }
    out.variation.set(100 * standardDeviation(curve.bpm.map(Math.log)));
    out.range.set(tempoRange(curve));
    out.drift.set(Math.max(-1000, Math.min(1000, tempoTrend(curve))));
  },
});
