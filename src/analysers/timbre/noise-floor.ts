import { defineAnalyser } from '../../analysis/define-analyser.js';
import { thirdOctaveCentres } from '../../dsp/filterbanks.js';
import { quantile } from '../../dsp/statistics.js';

const bands = thirdOctaveCentres.length;
/** Bands above 14 kHz are left out: a lossy coder is silent there. */
const bandsUsed = thirdOctaveCentres.findIndex((centre) => centre > 14000);
/** Rarely is anything softer in a band. */
const softShare = 0.05;
const lowest = -120;

/** What is left when nothing plays: hiss, hum, the room, a bed of sound. */
export const noiseFloor = defineAnalyser({
  kind: 'window',
  id: 'timbre.noise-floor',
  aspect: 'timbre',
  version: 1,
  about: 'Level of what never stops sounding, against the whole.',
  references: ['Martin 2001, Noise power spectral density estimation based on minimum statistics'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { middle: { series: 'timbre.band-frames/middle' } },
  outputs: { level: { shape: 'value', unit: 'dB', about: 'power of the softest twentieth of each band, re the mean' } },
  features: [
    {
      of: 'level',
      statistic: 'value',
      title: 'Noise floor',
      lower: 'quiet between the sounds',
      higher: 'never quiet',
      unit: 'dB',
      range: [lowest, 0],
      transform: 'identity',
      minimumSeconds: 5,
      formula: '10 log10(sum_b p5_t P[t][b] / sum_b mean_t P[t][b]), P the third octaves of the middle to 12.5 kHz',
      citation: 'after Martin 2001',
      scored: true,
    },
  ],
  analyse({ middle }, _parameters, out) {
    const track = new Float64Array(middle.count);
    let soft = 0;
    let total = 0;
    for (let b = 0; b < bandsUsed; b++) {
      for (let t = 0; t < middle.count; t++) {
        track[t] = middle.rows[t * bands + b]!;
        total += track[t]! / middle.count;
      }
      soft += quantile(track.sort(), softShare);
    }
    if (total > 0) out.level.set(Math.min(0, Math.max(lowest, 10 * Math.log10(soft / total))));
    else out.level.missing(middle.count === 0 ? 'shorter than 93 ms' : 'digital silence');
  },
});
