import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median } from '../../dsp/statistics.js';

export const tempo = defineAnalyser({
  kind: 'window',
  id: 'timing.tempo',
  aspect: 'timing',
  version: 1,
  about: 'The tempo of the beats.',
  references: [],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { beats: { events: 'timing.beats/beats' } },
  outputs: { tempo: { shape: 'value', unit: 'BPM', about: 'Beats a minute.' } },
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
  ],
  analyse({ beats: { seconds } }, _parameters, out) {
    if (seconds.length < 4) {
      out.tempo.missing('no steady pulse');
      return;
    }
    const span = Math.min(8, seconds.length - 1);
    out.tempo.set((60 * span) / median(seconds.slice(span).map((second, i) => second - seconds[i]!)));
  },
});
