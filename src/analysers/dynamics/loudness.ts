import { defineAnalyser } from '../../analysis/define-analyser.js';
import { loudnessOf } from '../../dsp/k-weighting.js';
import { absoluteGate, integratedLoudness, loudnessRange, movingMeans } from '../../dsp/loudness-gating.js';

const standard = 'ITU-R BS.1770-4; EBU Tech 3341';

/** Loudness as broadcast meters show it, over the window or the whole track. */
export const loudness = defineAnalyser({
  kind: 'window',
  id: 'dynamics.loudness',
  aspect: 'dynamics',
  version: 1,
  about: 'Integrated, momentary and short-term loudness, and loudness range.',
  references: ['ITU-R BS.1770-4', 'EBU Tech 3341', 'EBU Tech 3342'],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { levels: { series: 'dynamics.levels/weighted' } },
  outputs: {
    integrated: { shape: 'value', unit: 'LUFS', about: 'gated loudness of the whole' },
    range: { shape: 'value', unit: 'LU', about: 'loudness range (LRA)' },
    momentaryMaximum: { shape: 'value', unit: 'LUFS', about: 'loudest 400 ms' },
    shortTermMaximum: { shape: 'value', unit: 'LUFS', about: 'loudest 3 s' },
    momentary: {
      shape: 'series',
      unit: 'LUFS',
      about: 'loudness of 400 ms, ten times a second; NaN below -70 LUFS',
      timeBase: { firstSeconds: 0.2, hopSeconds: 0.1 },
      undefinedMeans: 'nothing is louder than -70 LUFS',
    },
    shortTerm: {
      shape: 'series',
      unit: 'LUFS',
      about: 'loudness of 3 s, ten times a second; NaN below -70 LUFS',
      timeBase: { firstSeconds: 1.5, hopSeconds: 0.1 },
      undefinedMeans: 'nothing is louder than -70 LUFS',
    },
  },
  features: [
    {
      of: 'integrated',
      statistic: 'value',
      title: 'Integrated loudness',
      lower: 'softer',
      higher: 'louder',
      unit: 'LUFS',
      range: [-70, 40],
      transform: 'identity',
      minimumSeconds: 0.4,
      formula: '-0.691 + 10 log10(mean of the K-weighted mean squares of 400 ms blocks above the gates)',
      citation: standard,
      scored: false,
    },
    {
      of: 'shortTermMaximum',
      statistic: 'value',
      title: 'Loudest 3 s',
      lower: 'softer',
      higher: 'louder',
      unit: 'LUFS',
      range: [-70, 40],
      transform: 'identity',
      minimumSeconds: 3,
      formula: 'max_t short-term loudness[t]',
      citation: standard,
      scored: false,
    },
    {
      of: 'momentaryMaximum',
      statistic: 'value',
      title: 'Loudest 400 ms',
      lower: 'softer',
      higher: 'louder',
      unit: 'LUFS',
      range: [-70, 40],
      transform: 'identity',
      minimumSeconds: 0.4,
      formula: 'max_t momentary loudness[t]',
      citation: standard,
      scored: false,
    },
    {
      of: 'range',
      statistic: 'value',
      title: 'Loudness range',
      lower: 'more even',
      higher: 'wider between soft and loud',
      unit: 'LU',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'p95 - p10 of short-term loudness above -70 LUFS and above its mean - 20 LU',
      citation: 'EBU Tech 3342',
      scored: true,
    },
  ],
  analyse({ levels }, _parameters, out) {
    const momentary = movingMeans(levels.rows, 4);
    const shortTerm = movingMeans(levels.rows, 30);
    for (const block of momentary) out.momentary.push(gated(block));
    for (const block of shortTerm) out.shortTerm.push(gated(block));
    const whole = { momentary: 'shorter than 400 ms', shortTerm: 'shorter than 3 s' };
    const silent = 'nothing is louder than -70 LUFS';
    setOr(out.integrated, integratedLoudness(momentary), momentary.length === 0 ? whole.momentary : silent);
    setOr(out.momentaryMaximum, gated(largest(momentary)), momentary.length === 0 ? whole.momentary : silent);
    setOr(out.range, loudnessRange(shortTerm), shortTerm.length === 0 ? whole.shortTerm : silent);
    setOr(out.shortTermMaximum, gated(largest(shortTerm)), shortTerm.length === 0 ? whole.shortTerm : silent);
  },
});

function gated(meanSquare: number): number {
  const value = loudnessOf(meanSquare);
  return value >= absoluteGate ? value : NaN;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

function setOr(sink: { set(value: number): void; missing(reason: string): void }, value: number, reason: string): void {
  if (Number.isFinite(value)) sink.set(value);
  else sink.missing(reason);
}
