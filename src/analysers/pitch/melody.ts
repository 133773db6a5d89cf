import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median, quantile, sortedDefined } from '../../dsp/statistics.js';
import { frameSeconds } from './measure-lattice.js';
import { createMovementFitter, type Movement } from './movement-fitter.js';
import { type Line, unbrokenLines } from './unbroken-lines.js';

/** Vibrato and glides are sought in stretches of this length, a fifth of it apart. */
const stretchSeconds = 0.5;
const overlap = 5;
/** A glide is a stretch that crosses a semitone, and of whose movement a straight line explains this share. */
const glideCents = 100;
const leastStraightness = 0.85;
/** Less of a line says nothing. */
const leastVoicedSeconds = 2;

const common = { statistic: 'value', minimumSeconds: 5, scored: true } as const;

/** What the line of a solo does: its range, vibrato and glides. */
export const melody = defineAnalyser({
  kind: 'window',
  id: 'pitch.melody',
  aspect: 'pitch',
  version: 3,
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
    glideShare: { shape: 'value', unit: '', about: 'share of half-second stretches of line that glide, 0 to 1' },
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
      formula:
        'median rate of the sinusoid of 3.5 to 9 Hz that with a trend fits .5 s of f0 in cents, where it explains 70 % of the rest',
      citation: 'Prame 1997',
    },
    {
      ...common,
      of: 'vibratoExtent',
      title: 'Vibrato extent',
      lower: 'shallow vibrato',
      higher: 'wide vibrato',
      unit: 'cents',
      range: [0, 500],
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
      // few stretches decide it, at the bounds of what counts: transposing a solo moves it by .5
      scored: false,
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
      formula:
        'stretches of .5 s whose trend crosses 100 cents and explains 85 % of their movement, over all stretches',
      citation: 'Prame 1997',
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
    setMovements(movementsOf(unbrokenLines(f0.rows), f0.hopSeconds), out);
  },
});

type ValueSink = { set(row: number): void; missing(reason: string): void };
type MovementSinks = Readonly<Record<'vibratoRate' | 'vibratoExtent' | 'vibratoCoverage' | 'glideShare', ValueSink>>;

/** Of every stretch of the lines. */
function movementsOf(lines: readonly Line[], hopSeconds: number): readonly Movement[] {
  const rows = Math.round(stretchSeconds / hopSeconds);
  const fitter = createMovementFitter(rows, hopSeconds);
  const movements: Movement[] = [];
  for (const { cents } of lines)
    for (let from = 0; from + rows <= cents.length; from += rows / overlap)
      movements.push(fitter.fit(cents.subarray(from, from + rows)));
  return movements;
}

function setMovements(movements: readonly Movement[], out: MovementSinks): void {
  const { vibratoRate, vibratoExtent, vibratoCoverage, glideShare } = out;
  if (movements.length < 5) {
    for (const output of [vibratoRate, vibratoExtent, vibratoCoverage, glideShare])
      output.missing('no held notes of half a second');
    return;
  }
  const glides = movements.filter(
    ({ trendCentsPerSecond, straightness }) =>
      Math.abs(trendCentsPerSecond) * stretchSeconds >= glideCents && straightness >= leastStraightness,
  );
  glideShare.set(glides.length / movements.length);
  const vibratos = movements.flatMap(({ vibrato }) => vibrato ?? []);
  vibratoCoverage.set(vibratos.length / movements.length);
  if (vibratos.length < 3) {
    vibratoRate.missing('no vibrato');
    vibratoExtent.missing('no vibrato');
    return;
  }
  vibratoRate.set(median(vibratos.map(({ rateHz }) => rateHz)));
  vibratoExtent.set(median(vibratos.map(({ rateHz, extentCents }) => extentCents / smoothing(rateHz))));
}

/** What is left of a movement at `rateHz` in a frame of the f0 analyser: the transform of its window's square, sin^6, 1 at 0 Hz. */
function smoothing(rateHz: number): number {
  const turns = rateHz * frameSeconds;
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  return [15, 6, 1].reduce(
    (sum, weight, i) => sum + (weight / 20) * (sinc(turns - i - 1) + sinc(turns + i + 1)),
    sinc(turns),
  );
}
