import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median } from '../../dsp/statistics.js';

/** Passages this far below the loudest (40 dB) say nothing. */
const silenceShare = 1e-4;
/** What a coded copy with something over it still reaches, and what is played anew hardly does. */
const pastedLikeness = 0.9;
const leastSeconds = 32;

/** Whether what comes back is the same recording pasted again or the same music played again. */
export const loop = defineAnalyser({
  kind: 'window',
  id: 'structure.loop',
  aspect: 'structure',
  version: 2,
  about: 'Waveform likeness of each passage with the likest of the 32 s before it.',
  references: ['Streich & Ong 2008 (loop finding)', 'Knapp & Carter 1976 (cross-correlation)'],
  parameters: {},
  scopes: ['track'],
  inputs: { likeness: { series: 'structure.recurrence/likeness' } },
  outputs: {
    exactness: { shape: 'value', unit: '', about: '1 pasted sample for sample, near 0 never played alike' },
    pastedShare: { shape: 'value', unit: '', about: `share of passages that are copies (likeness ${pastedLikeness})` },
  },
  features: [
    {
      of: 'exactness',
      statistic: 'value',
      title: 'Loop exactness',
      lower: 'played anew each time',
      higher: 'pasted',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: leastSeconds,
      formula:
        'median_t max_lag sum x[n] x[n - lag] / sqrt(sum x[n]^2 sum x[n - lag]^2) over the 6 s up to t, lags of 1 to 32 s, x differenced, 300 Hz to 2.5 kHz',
      citation: 'Knapp & Carter 1976 (cross-correlation)',
      scored: true,
    },
    {
      of: 'pastedShare',
      statistic: 'value',
      title: 'Share that is pasted',
      lower: 'all played',
      higher: 'all loops',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: leastSeconds,
      formula: `share of passages of 6 s whose likeness (as in loop exactness) is at least ${pastedLikeness}`,
      citation: 'own definition, on Knapp & Carter 1976',
      scored: false,
    },
  ],
  analyse({ likeness }, _parameters, out) {
    const { rows, count } = likeness;
    let loudest = 0;
    for (let t = 0; t < count; t++) loudest = Math.max(loudest, rows[2 * t + 1]!);
    const sounding: number[] = [];
    for (let t = 0; t < count; t++)
      if (rows[2 * t]! >= 0 && rows[2 * t + 1]! > silenceShare * loudest) sounding.push(rows[2 * t]!);
    if (sounding.length === 0) {
      const reason = 'too short to repeat, or nothing but silence';
      out.exactness.missing(reason);
      out.pastedShare.missing(reason);
      return;
    }
    out.exactness.set(median(sounding));
    out.pastedShare.set(sounding.filter((value) => value >= pastedLikeness).length / sounding.length);
  },
});
