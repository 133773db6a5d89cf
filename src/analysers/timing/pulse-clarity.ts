import type { GivenSeries } from '../../analysis/analyser.js';
import { defineAnalyser } from '../../analysis/define-analyser.js';
import { autocorrelation } from '../../dsp/autocorrelation.js';
import { quantile, sortedDefined } from '../../dsp/statistics.js';
import { wholeBandHz } from '../needed-bands.js';
import { effectiveOnsets } from './effective-onsets.js';
import { centredCurve, onsetCurve } from './onset-curve.js';

const slowestBpm = 40;
const fastestBpm = 200;
const fewestSeconds = 4;
const riseSeconds = 0.03;
const fewestOnsets = 2;

export const pulseClarity = defineAnalyser({
  kind: 'window',
  id: 'timing.pulse-clarity',
  aspect: 'timing',
  version: 3,
  about: 'How plainly the onsets mark a pulse, how far they stand out, and how much of bass and treble begins anew.',
  references: ['Lartillot, Eerola, Toiviainen & Fornari 2008, Multi-feature modeling of pulse clarity, ISMIR'],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { flux: { series: 'timing.onset-strength/flux' }, levels: { series: 'timing.onset-strength/levels' } },
  outputs: {
    clarity: { shape: 'value', unit: '', about: 'Greatest autocorrelation of the onset strength, 40 to 200 BPM.' },
    contrast: { shape: 'value', unit: '', about: 'ln of the 95th percentile of the onset strength over its median.' },
    low: { shape: 'value', unit: '', about: 'How much of what sounds below 120 Hz rises, within 30 ms.' },
    high: { shape: 'value', unit: '', about: 'The same from 5 to 15 kHz.' },
  },
  features: [
    {
      of: 'clarity',
      statistic: 'value',
      title: 'Pulse clarity',
      lower: 'floating',
      higher: 'clear pulse',
      unit: '',
      range: [-0.01, 1],
      transform: 'identity',
      minimumSeconds: 5,
      formula: 'max r[lag] / r[0] of the centred onset strength, lag = 0.3 to 1.5 s',
      citation: 'Lartillot 2008',
      scored: true,
    },
    {
      of: 'contrast',
      statistic: 'value',
      title: 'Onset contrast',
      lower: 'soft attacks',
      higher: 'hard attacks',
      unit: '',
      range: [0, 30],
      transform: 'identity',
      minimumSeconds: 2,
      formula: 'ln(p95 / p50) of the onset strength, each plus 1 % of the mean',
      citation: 'Boeck & Widmer 2013',
      scored: true,
    },
    {
      of: 'low',
      statistic: 'value',
      title: 'Rise of the bass',
      lower: 'bass held',
      higher: 'bass struck',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: 2,
      formula:
        'sum_t max(0, L[t] - L[t - 30 ms]) / sum_t L[t], L the sum of the square roots of magnitude below 120 Hz',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
    {
      of: 'high',
      statistic: 'value',
      title: 'Rise of the treble',
      lower: 'treble held',
      higher: 'treble struck',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: 2,
      formula:
        'sum_t max(0, L[t] - L[t - 30 ms]) / sum_t L[t], L the sum of the square roots of magnitude from 5 to 15 kHz',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
      needsHz: wholeBandHz,
    },
  ],
  analyse({ flux, levels }, _parameters, out, { seconds }) {
    const curve = onsetCurve(flux);
    const reason = whyNot(seconds, curve);
    if (reason !== undefined) {
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    const sorted = sortedDefined(curve);
    const mean = curve.reduce((sum, value) => sum + value, 0) / curve.length;
    out.clarity.set(clarityOf(curve, flux.hopSeconds));
    out.contrast.set(Math.log((quantile(sorted, 0.95) + 0.01 * mean) / (quantile(sorted, 0.5) + 0.01 * mean)));
    setRise(out.low, levels, 0);
    setRise(out.high, levels, 1);
  },
});

/** One sound that begins is neither a pulse nor a mix of drums. */
function whyNot(seconds: number, curve: Float64Array): string | undefined {
  if (curve.every((strength) => strength === 0)) return 'nothing begins';
  if (seconds < fewestSeconds) return 'too short for a pulse';
  return effectiveOnsets(curve) < fewestOnsets ? 'hardly more than one sound begins' : undefined;
}

/** Of the band's own level alone: an equaliser raises both. */
function setRise(
  sink: { set(value: number): void; missing(reason: string): void },
  { rows, size, count, hopSeconds }: GivenSeries,
  column: number,
): void {
  const lag = Math.round(riseSeconds / hopSeconds);
  let [risen, level] = [0, 0];
  for (let t = 0; t < count; t++) {
    const here = rows[t * size + column]!;
    level += here;
    if (t >= lag) risen += Math.max(0, here - rows[(t - lag) * size + column]!);
  }
  if (level > 0) sink.set(risen / level);
  else sink.missing('nothing sounds there');
}

function clarityOf(curve: Float64Array, hopSeconds: number): number {
  const first = Math.round(60 / fastestBpm / hopSeconds);
  const last = Math.min(curve.length - 1, Math.round(60 / slowestBpm / hopSeconds));
  const r = autocorrelation(centredCurve(curve), last);
  let most = 0;
  for (let lag = first; lag <= last; lag++) most = Math.max(most, r[lag]! / (1 - lag / curve.length));
  return r[0]! > 0 ? Math.min(1, most / r[0]!) : 0;
}
