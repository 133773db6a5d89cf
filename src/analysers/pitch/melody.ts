import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median, quantile, sortedDefined } from '../../dsp/statistics.js';
import { frameSeconds } from './f0.js';
import { findVibrato, type Vibrato } from './vibrato.js';

/** A line breaks where neighbouring rows are further apart than this. */
const breakCents = 100;
const vibratoSeconds = 0.5;
/** Pitch is smoothed over this, a turn of vibrato, before its slope is taken over half of it. */
const glideSeconds = 0.2;
const glideCentsPerSecond = 400;
/** Less of a line says nothing. */
const leastVoicedSeconds = 2;

const common = { statistic: 'value', minimumSeconds: 5, scored: true } as const;

/** What the line of a solo does: its range, vibrato and glides. */
export const melody = defineAnalyser({
  kind: 'window',
  id: 'pitch.melody',
  aspect: 'pitch',
  version: 1,
  about: 'Range, vibrato and glides of a solo voice or line; missing where no line stands alone.',
  references: ['Prame 1997, Vibrato extent and intonation in professional Western lyric singing', 'Boersma 1993'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { f0: { series: 'pitch.f0/f0' } },
  outputs: {
    median: { shape: 'value', unit: 'Hz', about: 'median f0' },
    range: { shape: 'value', unit: 'semitones', about: '5th to 95th percentile of f0' },
    vibratoRate: { shape: 'value', unit: 'Hz', about: 'median rate of the stretches with vibrato' },
    vibratoExtent: { shape: 'value', unit: 'cents', about: 'their median extent, from the middle to a crest' },
    vibratoCoverage: { shape: 'value', unit: '', about: 'share of half-second stretches of line with vibrato, 0 to 1' },
    glideShare: { shape: 'value', unit: '', about: 'share of the line that moves by more than 4 semitones a second' },
  },
  features: [
    {
      ...common,
      of: 'median',
      title: 'Median pitch',
      lower: 'lower',
      higher: 'higher',
      unit: 'Hz',
      range: [50, 2200],
      transform: 'log',
      formula: 'median_t f0',
      citation: 'Boersma 1993',
      scored: false,
    },
    {
      ...common,
      of: 'range',
      title: 'Melodic range',
      lower: 'narrow',
      higher: 'wide',
      unit: 'semitones',
      range: [0, 65],
      transform: 'identity',
      formula: '12 log2(p95 f0 / p5 f0)',
      citation: 'Boersma 1993',
    },
    {
      ...common,
      of: 'vibratoRate',
      title: 'Vibrato rate',
      lower: 'slow vibrato',
      higher: 'fast vibrato',
      unit: 'Hz',
      range: [3, 10],
      transform: 'identity',
      formula: 'median rate of the sinusoid of 3.5 to 9 Hz that fits .5 s of f0 in cents, where it explains 70 %',
      citation: 'Prame 1997',
    },
    {
      ...common,
      of: 'vibratoExtent',
      title: 'Vibrato extent',
      lower: 'shallow vibrato',
      higher: 'wide vibrato',
      unit: 'cents',
      range: [0, 1200],
      transform: 'log',
      formula: 'median amplitude of that sinusoid, over the smoothing of the f0 frame at its rate',
      citation: 'Prame 1997',
    },
    {
      ...common,
      of: 'vibratoCoverage',
      title: 'Vibrato coverage',
      lower: 'straight tones',
      higher: 'vibrato throughout',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      formula: 'stretches of .5 s with such a sinusoid of at least 8 cents, over all stretches of line',
      citation: 'Prame 1997',
    },
    {
      ...common,
      of: 'glideShare',
      title: 'Glides',
      lower: 'stepwise',
      higher: 'gliding',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      formula: 'share of f0, smoothed over .2 s, with a slope beyond 400 cents a second over .1 s',
      citation: 'Boersma 1993',
    },
  ],
  analyse({ f0 }, _parameters, out) {
    const voiced = sortedDefined(f0.rows);
    if (voiced.length * f0.hopSeconds < leastVoicedSeconds) {
      for (const output of Object.values(out)) output.missing('no single line stands out');
      return;
    }
    out.median.set(quantile(voiced, 0.5));
    out.range.set(12 * Math.log2(quantile(voiced, 0.95) / quantile(voiced, 0.05)));
    const lines = linesOf(f0.rows);
    setVibrato(lines, f0.hopSeconds, out);
    const glide = glideShare(lines, f0.hopSeconds);
    if (Number.isNaN(glide)) out.glideShare.missing('no unbroken line of .4 s');
    else out.glideShare.set(glide);
  },
});

type ValueSink = { set(row: number): void; missing(reason: string): void };

function setVibrato(
  lines: readonly Float64Array[],
  hopSeconds: number,
  out: { vibratoRate: ValueSink; vibratoExtent: ValueSink; vibratoCoverage: ValueSink },
): void {
  const size = Math.round(vibratoSeconds / hopSeconds);
  const found: Vibrato[] = [];
  let stretches = 0;
  for (const line of lines)
    for (let from = 0; from + size <= line.length; from += size / 5) {
      stretches++;
      const vibrato = findVibrato(line.subarray(from, from + size), hopSeconds);
      if (vibrato !== undefined) found.push(vibrato);
    }
  if (stretches < 5) {
    for (const output of [out.vibratoRate, out.vibratoExtent, out.vibratoCoverage])
      output.missing('no held notes of half a second');
    return;
  }
  out.vibratoCoverage.set(found.length / stretches);
  if (found.length < 3) {
    out.vibratoRate.missing('no vibrato');
    out.vibratoExtent.missing('no vibrato');
    return;
  }
  const rate = median(found.map(({ rateHz }) => rateHz));
  out.vibratoRate.set(rate);
  out.vibratoExtent.set(median(found.map(({ rateHz, extentCents }) => extentCents / smoothing(rateHz))));
}

/** What is left of a movement at `rateHz` in a frame of the f0 analyser: the transform of its squared Hann window, 1 at 0 Hz. */
function smoothing(rateHz: number): number {
  const turns = rateHz * frameSeconds;
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  return sinc(turns) + (2 / 3) * (sinc(turns - 1) + sinc(turns + 1)) + (1 / 6) * (sinc(turns - 2) + sinc(turns + 2));
}

/** Unbroken stretches of pitch, in cents. */
function linesOf(hertz: Float32Array): readonly Float64Array[] {
  const lines: Float64Array[] = [];
  const cents = Float64Array.from(hertz, (pitch) => 1200 * Math.log2(pitch / 440));
  let from = 0;
  for (let i = 1; i <= cents.length; i++) {
    if (i < cents.length && Math.abs(cents[i]! - cents[i - 1]!) < breakCents) continue;
    if (i - from > 1) lines.push(cents.slice(from, i));
    from = i;
  }
  return lines;
}

/** NaN where no line is as long as two smoothings. */
function glideShare(lines: readonly Float64Array[], hopSeconds: number): number {
  const width = Math.round(glideSeconds / hopSeconds);
  const apart = width / 2;
  let gliding = 0;
  let rows = 0;
  for (const line of lines.filter(({ length }) => length >= 2 * width)) {
    const sums = new Float64Array(line.length + 1);
    for (let i = 0; i < line.length; i++) sums[i + 1] = sums[i]! + line[i]!;
    for (let i = 0; i + width + apart < sums.length; i++) {
      const change = (sums[i + width + apart]! - sums[i + apart]! - (sums[i + width]! - sums[i]!)) / width;
      if (Math.abs(change) / (apart * hopSeconds) > glideCentsPerSecond) gliding++;
      rows++;
    }
  }
  return rows === 0 ? NaN : gliding / rows;
}
