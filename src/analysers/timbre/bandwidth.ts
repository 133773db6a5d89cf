import { defineAnalyser } from '../../analysis/define-analyser.js';
import { highBandCount, highBandHz } from './high-band-frames.js';

/** A band counts as used within this of the strongest, dB; rounding to 16 bits lies lower. */
const usedRange = 85;

/** How far up the recording reaches: a lossy file or an old tape shows here. */
export const bandwidth = defineAnalyser({
  kind: 'window',
  id: 'timbre.bandwidth',
  aspect: 'timbre',
  version: 2,
  about: 'The highest frequency in use.',
  references: [],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { bands: { series: 'timbre.high-band-frames/power' } },
  outputs: {
    cutoff: {
      shape: 'value',
      unit: 'Hz',
      about: 'upper edge of the highest band in use, to 500 Hz, or half the sample rate where that is lower',
    },
  },
  features: [
    {
      of: 'cutoff',
      statistic: 'value',
      title: 'Bandwidth',
      lower: 'cut off lower',
      higher: 'reaches higher',
      unit: 'Hz',
      range: [0, highBandHz * highBandCount],
      transform: 'log',
      minimumSeconds: 1,
      formula:
        'highest f with mean power of the 500 Hz below it within 85 dB of the strongest 500 Hz, and no more than half the sample rate',
      citation: 'own definition',
      scored: false,
      ribbon: true,
    },
  ],
  analyse({ bands }, _parameters, out, { highestHz }) {
    const power = new Float64Array(highBandCount);
    for (let i = 0; i < bands.rows.length; i++) power[i % highBandCount]! += bands.rows[i]!;
    const strongest = power.reduce((most, band) => Math.max(most, band), 0);
    const floor = strongest * 10 ** (-usedRange / 10);
    const edgeHz = highBandHz * (power.findLastIndex((band) => band > floor) + 1);
    if (strongest > 0) out.cutoff.set(Math.min(edgeHz, highestHz));
    else out.cutoff.missing(bands.count === 0 ? 'shorter than 93 ms' : 'digital silence');
  },
});
