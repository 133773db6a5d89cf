import { defineAnalyser } from '../../analysis/define-analyser.js';

/** How near to the window's largest sample flat tops lie. */
const nearness = 0.999;

/** Flat tops: runs of samples that stay at the window's largest value, whatever that is. */
export const clipping = defineAnalyser({
  kind: 'window',
  id: 'dynamics.clipping',
  aspect: 'dynamics',
  version: 1,
  about: "Clipped runs, relative to the window's own largest sample.",
  references: [],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { flatTops: { series: 'dynamics.peaks/flatTops' } },
  outputs: {
    runs: { shape: 'value', unit: '1/s', about: 'runs of at least 3 samples at the largest value, a second' },
  },
  features: [
    {
      of: 'runs',
      statistic: 'value',
      title: 'Clipped runs',
      lower: 'cleaner peaks',
      higher: 'more clipping',
      unit: '1/s',
      range: [0, 44100],
      transform: 'log',
      minimumSeconds: 1,
      formula: 'runs of >= 3 samples of one sign with |x| >= 0.999 max |x|, over the channels, per second',
      citation: 'own definition',
      scored: false,
    },
  ],
  analyse({ flatTops }, _parameters, out, { seconds }) {
    const { rows, count } = flatTops;
    const largest = count === 0 ? 0 : rows[2 * (count - 1)]!;
    let runs = 0;
    for (let t = 0; t < count; t++) if (rows[2 * t]! >= nearness * largest) runs += rows[2 * t + 1]!;
    if (largest > 0) out.runs.set(runs / seconds);
    else out.runs.missing(count === 0 ? 'shorter than 10 ms' : 'digital silence');
  },
});
