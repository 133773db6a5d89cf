import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median, standardDeviation } from '../../dsp/statistics.js';
import { tempoDrift } from './tempo-drift.js';

const fewestBeats = 4;
const fewestForCourse = 12;
const spanBeats = 4;

export const tempo = defineAnalyser({
  kind: 'window',
  id: 'timing.tempo',
  aspect: 'timing',
  version: 1,
  about: 'The tempo of the beats, how sure its metrical level is, and how it moves.',
  references: [
    'Percival & Tzanetakis 2014, Streamlined tempo estimation based on autocorrelation and cross-correlation',
    'Madison & Merker 2004, Human sensorimotor tracking of continuous subliminal deviations from isochrony',
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
    variation: { shape: 'value', unit: '%', about: 'Standard deviation of the tempo over spans of four beats.' },
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
      of: 'drift',
      statistic: 'value',
      title: 'Tempo drift',
      lower: 'slowing',
      higher: 'rushing',
      unit: '%/min',
      range: [-1000, 1000],
      transform: 'identity',
      minimumSeconds: 20,
      formula: '-12000 c / b^2, t = a + b k + c k^2 fitted to the seconds t of the beats k',
      citation: 'Madison & Merker 2004',
      scored: false,
    },
  ],
  analyse({ beats: { seconds }, share, rival }, _parameters, out) {
    if (seconds.length < fewestBeats) {
      const reason = share.missing ?? 'no steady pulse';
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    const span = Math.min(8, seconds.length - 1);
    out.tempo.set((60 * span) / median(seconds.slice(span).map((second, i) => second - seconds[i]!)));
    out.certainty.set(share.row[0]!);
    if (rival.missing === undefined) out.rival.set(rival.row[0]!);
    else out.rival.missing(rival.missing);
    if (seconds.length < fewestForCourse) {
      out.variation.missing('too few beats');
      out.drift.missing('too few beats');
      return;
    }
    const logs = seconds.slice(spanBeats).map((second, i) => Math.log(second - seconds[i]!));
    out.variation.set(100 * standardDeviation(logs));
    out.drift.set(
      tempoDrift(
        seconds.map((_, beat) => beat),
        seconds,
      ),
    );
  },
});
