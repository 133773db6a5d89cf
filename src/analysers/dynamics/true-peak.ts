import { defineAnalyser } from '../../analysis/define-analyser.js';

/** The highest level that a converter would meet, over the window or the whole track. */
export const truePeak = defineAnalyser({
  kind: 'window',
  id: 'dynamics.true-peak',
  aspect: 'dynamics',
  version: 1,
  about: 'True peak level.',
  references: ['ITU-R BS.1770-4, annex 2', 'EBU Tech 3341'],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { peaks: { series: 'dynamics.peaks/truePeak' } },
  outputs: { peak: { shape: 'value', unit: 'dBTP', about: 'largest absolute value between and on the samples' } },
  features: [
    {
      of: 'peak',
      statistic: 'value',
      title: 'True peak',
      lower: 'more headroom',
      higher: 'nearer to or beyond full scale',
      unit: 'dBTP',
      range: [-1000, 60],
      transform: 'identity',
      minimumSeconds: 0.01,
      formula: '20 log10(max |x(t)|), x interpolated to 8 times the rate',
      citation: 'ITU-R BS.1770-4, annex 2',
      scored: false,
    },
  ],
  analyse({ peaks }, _parameters, out) {
    let most = 0;
    for (const peak of peaks.rows) if (peak > most) most = peak;
    if (peaks.count === 0) out.peak.missing('shorter than 10 ms');
    else if (most === 0) out.peak.missing('digital silence');
    else out.peak.set(20 * Math.log10(most));
  },
});
