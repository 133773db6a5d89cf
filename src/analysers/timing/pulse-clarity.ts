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
      formula: 'sum of flux below 120 Hz / sum of the square roots of magnitude there',
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
      formula: 'sum of flux from 5 to 15 kHz / sum of the square roots of magnitude there',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
  ],
  analyse({ flux, levels }, _parameters, out, { seconds }) {
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
    setRise(out.low, sums[0]!, levels.rows, 0);
    setRise(out.high, sums.at(-1)!, levels.rows, 1);
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

/** Of the band's own level: an equaliser raises both. */
function setRise(
  sink: { set(value: number): void; missing(reason: string): void },
  risen: number,
  levels: Float32Array,
  column: number,
): void {
  let level = 0;
  for (let i = column; i < levels.length; i += 2) level += levels[i]!;
  if (level > 0) sink.set(Math.min(1, risen / level));
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
