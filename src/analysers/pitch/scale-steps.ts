import { defineAnalyser } from '../../analysis/define-analyser.js';
import { finalNote } from './final-note.js';
import { type Centre, findCentre } from './find-centre.js';
import { centsBetween, type Degree, maximumDegrees, readDegrees } from './fold-histogram.js';
import { readPeakFrames } from './peak-frames.js';
import { pitchClassNames } from './score-keys.js';

/** A note that fewer of the stretches dwell upon is no centre. */
const leastShare = 0.5;
/** A line's last note is the degree this near. */
const reachCents = 35;
/** A = 440 Hz above C. */
const centsOfA = 900;

/** The degrees as steps from a tonic, in cents, whatever the temperament. */
export const scaleSteps = defineAnalyser({
  kind: 'window',
  id: 'pitch.scale-steps',
  aspect: 'pitch',
  version: 2,
  about: 'The tonic where there is evidence of one, the degrees in cents above it and the steps between them.',
  references: [
    'Parncutt 1988, Revision of Terhardt’s psychoacoustical model of the root(s) of a musical chord',
    'Gedik & Bozkurt 2010, Pitch-frequency histogram-based music information retrieval for Turkish music',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    peaks: { series: 'pitch.spectral-peaks/peaks' },
    found: { value: 'pitch.histogram/degrees' },
    keys: { value: 'pitch.key/scores' },
    tuning: { value: 'pitch.tuning/tuning' },
    line: { value: 'pitch.f0/voicedShare' },
    clarity: { series: 'pitch.f0/periodicity' },
    notes: { events: 'pitch.intonation/notes' },
  },
  outputs: {
    scale: {
      shape: 'label',
      title: 'Scale',
      about:
        'the tonic, or what is dwelt upon where that is undecided, the degrees in cents above it, and the steps from each to the next',
    },
    tonic: {
      shape: 'value',
      unit: 'cents',
      about:
        'above C of A = 440 Hz, 0 to 1200: of a single line the note it ends on, else the note dwelt upon if the key has the same tonic',
    },
    degrees: {
      shape: 'value',
      unit: 'cents',
      size: maximumDegrees,
      about:
        'the degrees above the tonic or, where that is undecided, above what is dwelt upon, ascending from 0; NaN past the last',
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
      about: 'share of the 5 s stretches that dwell upon the same note as the window, 0 to 1',
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
      minimumSeconds: 20,
      formula:
        'share of 5 s stretches, 2.4 s apart, whose degree d with the largest h(d) + h(d + 702) / 2 is that of the window, h what sounds within 35 cents',
      citation: 'Parncutt 1988',
      // the tonic and how surely it is known are told, and never compared
      scored: false,
    },
  ],
  analyse({ peaks, found, keys, tuning, line, clarity, notes }, _parameters, out) {
    const heard = readDegrees(found.row);
    const centre = findCentre(readPeakFrames(peaks), heard);
    if (centre === undefined) {
      for (const output of Object.values(out)) output.missing(found.missing ?? 'no degree stands out');
      return;
    }
    if (Number.isNaN(centre.share)) out.centre.missing('too short to tell whether a centre holds');
    else out.centre.set(centre.share);
    const keyCents = 100 * (keys.row.indexOf(Math.max(...keys.row)) % 12) + tuning.row[0]!;
    const tonic =
      line.missing === undefined ? endingOf(heard, finalNote(notes, clarity)) : centreOfKey(heard, centre, keyCents);
    const isTold = typeof tonic === 'number';
    const from = placeOf(heard[isTold ? tonic : centre.degree]!);
    if (isTold) out.tonic.set(from);
    else out.tonic.missing(tonic);
    const degrees = heard.map(({ cents }) => (cents - from + 1200) % 1200).sort((a, b) => a - b);
    const steps = degrees.map((cents, i) => (degrees[i + 1] ?? 1200) - cents);
    out.degrees.set(padded(degrees));
    out.steps.set(padded(steps));
    const base = isTold ? `on ${noteName(from)}` : `tonic undecided; above ${noteName(from)}`;
    out.scale.set(`${base}: ${rounded(degrees)}; steps ${rounded(steps)} cents`);
  },
});

/** Which degree a single line ends on, or why none is known: it may dwell on any other. */
function endingOf(degrees: readonly Degree[], finalCents: number | undefined): number | string {
  if (finalCents === undefined) return 'a single line, and no ending is heard';
  const off = degrees.map(({ cents }) => Math.abs(centsBetween(finalCents + centsOfA, cents)));
  const nearest = off.indexOf(Math.min(...off));
  return off[nearest]! <= reachCents ? nearest : 'the last note is none of the degrees';
}

/** Which degree harmony is about, or why none is known: what is dwelt upon and the key, which hangs on all degrees, have to agree. */
function centreOfKey(degrees: readonly Degree[], { degree, share }: Centre, keyCents: number): number | string {
  if (Number.isNaN(share)) return 'too short to tell a tonal centre';
  if (share < leastShare) return 'no tonal centre holds';
  const isTonic = Math.abs(centsBetween(keyCents, placeOf(degrees[degree]!))) < 50;
  return isTonic ? degree : 'what is dwelt upon is not the tonic of the key';
}

function placeOf({ cents }: Degree): number {
  return (cents + 1200) % 1200;
}

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
