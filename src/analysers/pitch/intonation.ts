import { defineAnalyser } from '../../analysis/define-analyser.js';
import { measureIntonation } from './line-intonation.js';
import { segmentNotes } from './segment-notes.js';
import { unbrokenLines } from './unbroken-lines.js';

/** Less of a line says nothing. */
const fewestNotes = 8;

/** Cents; f0 itself is no surer than that, and what is below it is none. */
const resolution = 0.1;

/** How truly a solo keeps to degrees of its own, and whether it drifts. */
export const intonation = defineAnalyser({
  kind: 'window',
  id: 'pitch.intonation',
  aspect: 'pitch',
  version: 2,
  about:
    'The notes of a solo voice or line, their drift, and how they lie about its own degrees; missing where no line stands alone.',
  references: [
    'Killick, Fearnhead & Eckley 2012, Optimal detection of changepoints with a linear computational cost',
    'Mauch, Frieler & Dixon 2014, Intonation in unaccompanied singing: accuracy, drift, and a model of reference pitch memory',
    'Sen 1968, Estimates of the regression coefficient based on Kendall’s tau',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { f0: { series: 'pitch.f0/f0' } },
  outputs: {
    notes: {
      shape: 'events',
      unit: 'cents',
      size: 2,
      about: 'middle of each note: its pitch in cents above A = 440 Hz, and its length in seconds',
    },
    drift: { shape: 'value', unit: 'cents/min', about: 'Trend of notes that come back; above zero the line rises.' },
    spread: {
      shape: 'value',
      unit: 'cents',
      about: 'standard deviation of the notes about their degree, less the drift',
    },
    bias: { shape: 'value', unit: 'cents', about: 'mean of the notes less the median of their degree' },
  },
  features: [
    {
      of: 'drift',
      statistic: 'value',
      title: 'Pitch drift',
      lower: 'sinking',
      higher: 'rising',
      unit: 'cents/min',
      range: [-600, 600],
      transform: 'identity',
      minimumSeconds: 15,
      formula: 'median over pairs of the same note of (c_j - c_i) / (t_j - t_i), weighted by t_j - t_i',
      citation: 'Sen 1968',
      scored: true,
    },
    {
      of: 'spread',
      statistic: 'value',
      title: 'Intonation spread',
      lower: 'notes hit their degree',
      higher: 'notes stray about their degree',
      unit: 'cents',
      range: [0, 200],
      transform: 'identity',
      minimumSeconds: 5,
      formula: 'sqrt(pi / 2) sum |c - mean of its degree| / sum over degrees of sqrt(n (n - 1))',
      citation: 'Mauch, Frieler & Dixon 2014',
      scored: true,
    },
    {
      of: 'bias',
      statistic: 'value',
      title: 'Intonation bias',
      lower: 'strays below its degrees',
      higher: 'strays above its degrees',
      unit: 'cents',
      range: [-100, 100],
      transform: 'identity',
      minimumSeconds: 5,
      formula: 'mean over notes of c - median of its degree',
      citation: 'Mauch, Frieler & Dixon 2014',
      // of a dozen notes it is mostly chance: detuning by 10 cents moves it by a third of a standard deviation
      scored: false,
    },
  ],
  analyse({ f0 }, _parameters, out) {
    const notes = segmentNotes(unbrokenLines(f0.rows), f0.hopSeconds);
    for (const { middleSeconds, cents, seconds } of notes) out.notes.at(middleSeconds, [cents, seconds]);
    if (notes.length < fewestNotes) {
      const reason = f0.rows.every(Number.isNaN) ? 'no single line stands out' : 'too few steady notes';
      for (const output of [out.drift, out.spread, out.bias]) output.missing(reason);
      return;
    }
    const { driftCentsPerMinute, spreadCents, biasCents } = measureIntonation(notes);
    setOrMiss(out.drift, driftCentsPerMinute, 'too few notes come back, or too loosely, to tell a drift');
    setOrMiss(out.spread, spreadCents, 'too few notes come back');
    setOrMiss(out.bias, biasCents, 'too few notes come back');
  },
});

function setOrMiss(
  output: { set(row: number): void; missing(reason: string): void },
  value: number,
  reason: string,
): void {
  if (Number.isNaN(value)) output.missing(reason);
  else output.set(Math.round(value / resolution) * resolution);
}
