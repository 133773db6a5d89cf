import { defineAnalyser } from '../../analysis/define-analyser.js';
import { findTonic } from './find-tonic.js';
import { maximumDegrees, readDegrees } from './fold-histogram.js';
import { readPeakFrames } from './peak-frames.js';
import { pitchClassNames } from './score-keys.js';

/** A tonic that fewer of the stretches agree on is no centre. */
const leastConfidence = 0.5;

/** The degrees as steps from a tonic, in cents, whatever the temperament. */
export const scaleSteps = defineAnalyser({
  kind: 'window',
  id: 'pitch.scale-steps',
  aspect: 'pitch',
  version: 1,
  about:
    'A candidate for the tonic, the degrees in cents above it and the steps between them; no temperament is assumed.',
  references: [
    'Parncutt 1988, Revision of Terhardt’s psychoacoustical model of the root(s) of a musical chord',
    'Gedik & Bozkurt 2010, Pitch-frequency histogram-based music information retrieval for Turkish music',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' }, found: { value: 'pitch.histogram/degrees' } },
  outputs: {
    scale: {
      shape: 'label',
      title: 'Scale',
      about: 'the tonic, the degrees in cents above it, and the steps from each to the next',
    },
    tonic: { shape: 'value', unit: 'cents', about: 'the tonic candidate, above C of A = 440 Hz, 0 to 1200' },
    degrees: {
      shape: 'value',
      unit: 'cents',
      size: maximumDegrees,
      about: 'the degrees above the tonic, ascending from 0; NaN past the last',
    },
    steps: {
      shape: 'value',
      unit: 'cents',
      size: maximumDegrees,
      about: 'from each degree to the next, the last step closing the octave; NaN past the last',
    },
    centre: {
      shape: 'value',
      unit: '',
      about: 'share of the 5 s stretches that have the same tonic candidate, 0 to 1',
    },
  },
  features: [
    {
      of: 'centre',
      statistic: 'value',
      title: 'Tonal centre',
      lower: 'the centre wanders',
      higher: 'one centre throughout',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 10,
      formula:
        'share of 5 s stretches, 2.4 s apart, whose degree d with the largest h(d) + h(d + 702) / 2 is that of the window, h what sounds within 35 cents',
      citation: 'Parncutt 1988',
      // the tonic and how surely it is known are told, and never compared
      scored: false,
    },
  ],
  analyse({ peaks, found }, _parameters, out) {
    const { centre, ...ofTonic } = out;
    const lacking = (reason: string) => {
      for (const output of Object.values(ofTonic)) output.missing(reason);
    };
    const heard = readDegrees(found.row);
    const tonic = findTonic(readPeakFrames(peaks), heard);
    if (tonic === undefined) {
      const reason =
        found.missing ?? (heard.length === 0 ? 'no degree stands out' : 'too short to tell a tonal centre');
      centre.missing(reason);
      return lacking(reason);
    }
    centre.set(tonic.confidence);
    if (tonic.confidence < leastConfidence) return lacking('no tonal centre holds');
    const tonicCents = (heard[tonic.degree]!.cents + 1200) % 1200;
    const degrees = heard.map(({ cents }) => (cents - tonicCents + 1200) % 1200).sort((a, b) => a - b);
    const steps = degrees.map((cents, i) => (degrees[i + 1] ?? 1200) - cents);
    out.tonic.set(tonicCents);
    out.degrees.set(padded(degrees));
    out.steps.set(padded(steps));
    out.scale.set(`on ${noteName(tonicCents)}: ${rounded(degrees)}; steps ${rounded(steps)} cents`);
  },
});

function padded(cents: readonly number[]): Float64Array {
  const row = new Float64Array(maximumDegrees).fill(NaN);
  row.set(cents);
  return row;
}

function rounded(cents: readonly number[]): string {
  return cents.map(Math.round).join(' ');
}

/** Such as 'A' or 'Eb -23 cents': what a place in the octave is called, and no more than that. */
function noteName(cents: number): string {
  const semitone = Math.round(cents / 100);
  const off = Math.round(cents - 100 * semitone);
  return `${pitchClassNames[semitone % 12]}${off === 0 ? '' : ` ${off > 0 ? '+' : '−'}${Math.abs(off)} cents`}`;
}
