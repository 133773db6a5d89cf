import { defineAnalyser } from '../../analysis/define-analyser.js';
import { autocorrelation } from '../../dsp/autocorrelation.js';
import { quantile, sortedDefined } from '../../dsp/statistics.js';
import { centredCurve, onsetCurve } from './onset-curve.js';
import { onsets, peaks } from './onsets.js';

const slowestBpm = 40;
const fastestBpm = 200;
const fewestSeconds = 4;
/** Effective number of onsets, (sum of their strengths)^2 / sum of squares: the tail of a drum is hardly one. */
const fewestOnsets = 2;

export const pulseClarity = defineAnalyser({
  kind: 'window',
  id: 'timing.pulse-clarity',
  aspect: 'timing',
  version: 2,
  about: 'How plainly the onsets mark a pulse, where in the spectrum they lie, and how far they stand out.',
  references: ['Lartillot, Eerola, Toiviainen & Fornari 2008, Multi-feature modeling of pulse clarity, ISMIR'],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { flux: { series: 'timing.onset-strength/flux' } },
  outputs: {
    clarity: { shape: 'value', unit: '', about: 'Greatest autocorrelation of the onset strength, 40 to 200 BPM.' },
    contrast: { shape: 'value', unit: '', about: 'ln of the 95th percentile of the onset strength over its median.' },
    low: { shape: 'value', unit: '', about: 'Share of the onset strength below 120 Hz.' },
    high: { shape: 'value', unit: '', about: 'Share of the onset strength from 5 to 15 kHz.' },
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
      title: 'Bass share of onsets',
      lower: 'lighter kicks',
      higher: 'heavier kicks',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 2,
      formula: 'sum of flux below 120 Hz / sum of flux',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
    {
      of: 'high',
      statistic: 'value',
      title: 'Treble share of onsets',
      lower: 'fewer hats',
      higher: 'more hats',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 2,
      formula: 'sum of flux from 5 to 15 kHz / sum of flux',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
  ],
  analyse({ flux }, _parameters, out, { seconds }) {
    const sums = new Float64Array(flux.size);
    for (let i = 0; i < flux.rows.length; i++) if (flux.rows[i]! > 0) sums[i % flux.size]! += flux.rows[i]!;
    const total = sums.reduce((sum, value) => sum + value, 0);
    const curve = onsetCurve(flux);
    const reason = whyNot(total, seconds, curve);
    if (reason !== undefined) {
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    const sorted = sortedDefined(curve);
    const mean = curve.reduce((sum, value) => sum + value, 0) / curve.length;
    out.clarity.set(clarityOf(curve, flux.hopSeconds));
    out.contrast.set(Math.log((quantile(sorted, 0.95) + 0.01 * mean) / (quantile(sorted, 0.5) + 0.01 * mean)));
    out.low.set(sums[0]! / total);
    out.high.set(sums.at(-1)! / total);
  },
});

/** One sound that begins is neither a pulse nor a mix of drums. */
function whyNot(total: number, seconds: number, curve: Float64Array): string | undefined {
  if (!(total > 0)) return 'nothing begins';
  if (seconds < fewestSeconds) return 'too short for a pulse';
  const strengths = peaks(curve, onsets.parameters.threshold.default).map((frame) => curve[frame]!);
  const sum = strengths.reduce((total, strength) => total + strength, 0);
  const squares = strengths.reduce((total, strength) => total + strength ** 2, 0);
  return sum ** 2 < fewestOnsets * squares ? 'hardly more than one sound begins' : undefined;
}

function clarityOf(curve: Float64Array, hopSeconds: number): number {
  const first = Math.round(60 / fastestBpm / hopSeconds);
  const last = Math.min(curve.length - 1, Math.round(60 / slowestBpm / hopSeconds));
  const r = autocorrelation(centredCurve(curve), last);
  let most = 0;
  for (let lag = first; lag <= last; lag++) most = Math.max(most, r[lag]! / (1 - lag / curve.length));
  return r[0]! > 0 ? Math.min(1, most / r[0]!) : 0;
}
