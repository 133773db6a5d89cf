import type { GivenEvents } from '../../analysis/analyser.js';
import { defineAnalyser } from '../../analysis/define-analyser.js';
import { entropyBits } from '../../dsp/entropy.js';
import { chordName, noChord } from './chord-kinds.js';
import { foldChroma } from './fold-chroma.js';
import { readPeakFrames } from './peak-frames.js';
import { trackChords } from './track-chords.js';

/** Stands for beats where there are none to trust. */
const stepSeconds = 0.5;
/** A chord that sounds for less of the window says nothing of its harmony. */
const leastChordShare = 0.2;
const bassHz = [40, 260] as const;
const trebleHz = [100, 2500] as const;

const common = { statistic: 'value', minimumSeconds: 10, scored: true } as const;
const citation = 'Papadopoulos & Peeters 2007; Mauch & Dixon 2010';

/** Which chords sound, beat by beat: how often they change, how many there are, how they follow one another. */
export const chords = defineAnalyser({
  kind: 'window',
  id: 'pitch.chords',
  aspect: 'pitch',
  version: 1,
  about: 'Triads, sevenths, suspended chords or none on each beat, and how they follow one another.',
  references: [
    'Papadopoulos & Peeters 2007, Large-scale study of chord estimation algorithms based on chroma representation and HMM',
    'Mauch & Dixon 2010, Simultaneous estimation of chords and musical context from audio',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    peaks: { series: 'pitch.spectral-peaks/peaks' },
    tuning: { value: 'pitch.tuning/tuning' },
    beats: { events: 'timing.beats/beats' },
  },
  outputs: {
    chords: {
      shape: 'events',
      unit: '',
      size: 2,
      about:
        'where a chord begins: its root in semitones above C, and its kind in the order of chordKinds; NaN for none',
      undefinedMeans: 'no chord stands out',
    },
    usual: { shape: 'label', title: 'Chords', about: 'the four that sound longest, longest first' },
    rate: { shape: 'value', unit: '', about: 'changes from a chord to another, over beats, 0 to 1' },
    vocabulary: { shape: 'value', unit: 'bits', about: 'entropy of the shares of beats that the chords have' },
    transitions: {
      shape: 'value',
      unit: 'bits',
      about: 'entropy of the changes: the step of the root, and the kinds before and after',
    },
  },
  features: [
    {
      ...common,
      of: 'rate',
      title: 'Chord changes per beat',
      lower: 'chords are held',
      higher: 'chords change often',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      formula: 'changes between two chords in the Viterbi path, over beats less one',
      citation,
      // resampling by half a semitone moves it by .4 of its spread: it hangs on single changes, and on the beats
      scored: false,
    },
    {
      ...common,
      of: 'vocabulary',
      title: 'Chord vocabulary',
      lower: 'few chords',
      higher: 'many chords',
      unit: 'bits',
      range: [0, 6.92],
      transform: 'identity',
      formula: '-sum_chord s log2 s, s the share of the beats with a chord',
      citation,
      // transposing by a fourth moves it by .4: rare chords come and go
      scored: false,
    },
    {
      ...common,
      of: 'transitions',
      title: 'Chord transition entropy',
      lower: 'the same chord changes again and again',
      higher: 'ever new chord changes',
      unit: 'bits',
      range: [0, 8],
      transform: 'identity',
      formula: '-sum q log2 q, q the share of the changes with this step of the root, mod 12, and these two kinds',
      citation,
      // .3 likewise
      scored: false,
    },
  ],
  analyse({ peaks, tuning, beats }, _parameters, out, { seconds }) {
    const missing = (reason: string) => {
      for (const output of [out.usual, out.rate, out.vocabulary, out.transitions]) output.missing(reason);
    };
    const tuningCents = tuning.row[0]!;
    if (Number.isNaN(tuningCents)) return missing(tuning.missing ?? 'nothing pitched sounds');
    const frames = readPeakFrames(peaks);
    const fold = ([lowHz, highHz]: readonly [number, number]) =>
      foldChroma(frames, { tuningCents, harmonics: 1, decay: 1, lowHz, highHz });
    const edges = edgesOf(beats, seconds);
    const frameOf = (time: number) => (time - peaks.firstSeconds) / peaks.hopSeconds;
    const path = trackChords(
      beatMeans(fold(trebleHz), edges.map(frameOf), frames.count),
      beatMeans(fold(bassHz), edges.map(frameOf), frames.count),
    );
    for (const [i, chord] of path.entries())
      if (chord !== path[i - 1])
        out.chords.at(edges[i]!, chord === noChord ? [NaN, NaN] : [chord % 12, Math.floor(chord / 12)]);
    const sounding = [...path].filter((chord) => chord !== noChord);
    if (sounding.length < leastChordShare * path.length || sounding.length === 0) return missing('no chord stands out');
    const shares = sharesOf(sounding);
    out.usual.set(
      [...shares]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 4)
        .map(([chord]) => chordName(chord))
        .join(' '),
    );
    out.vocabulary.set(entropyBits([...shares.values()]));
    const changes = changesOf(path);
    out.transitions.set(entropyBits([...sharesOf(changes).values()]));
    if (beats.seconds.length < 3) out.rate.missing('no steady pulse');
    else out.rate.set(changes.length / (path.length - 1));
  },
});

/** Where each beat begins, and where the last ends: beats, with the window's ends filled up at their distance; or a fixed step. */
function edgesOf({ seconds: beats }: GivenEvents, seconds: number): readonly number[] {
  const last = beats.length - 1;
  if (beats.length < 3) return Array.from({ length: Math.floor(seconds / stepSeconds) + 1 }, (_, i) => i * stepSeconds);
  const beatSeconds = (beats[last]! - beats[0]!) / last;
  const before = Math.floor(beats[0]! / beatSeconds);
  const after = Math.floor((seconds - beats[last]!) / beatSeconds);
  return [
    ...Array.from({ length: before }, (_, i) => beats[0]! - (before - i) * beatSeconds),
    ...beats,
    ...Array.from({ length: after }, (_, i) => beats[last]! + (i + 1) * beatSeconds),
  ];
}

/** The mean chroma of the frames between two edges, or of the one in the middle, with a sum of 1; 0 throughout where nothing sounds. */
function beatMeans(rows: Float64Array, edges: readonly number[], count: number): Float64Array {
  const means = new Float64Array(12 * (edges.length - 1));
  for (let beat = 0; beat + 1 < edges.length; beat++) {
    let from = Math.ceil(edges[beat]!);
    let to = Math.ceil(edges[beat + 1]!);
    if (to <= from) [from, to] = [Math.round((edges[beat]! + edges[beat + 1]!) / 2), from + 1];
    let total = 0;
    for (let i = Math.max(0, from); i < Math.min(count, to); i++)
      for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
        means[12 * beat + pitchClass]! += rows[12 * i + pitchClass]!;
        total += rows[12 * i + pitchClass]!;
      }
    if (total > 0) for (let pitchClass = 0; pitchClass < 12; pitchClass++) means[12 * beat + pitchClass]! /= total;
  }
  return means;
}

/** Each change as one number: step of the root, kind before, kind after. */
function changesOf(path: Uint8Array): number[] {
  const changes: number[] = [];
  for (let i = 1; i < path.length; i++) {
    const [before, after] = [path[i - 1]!, path[i]!];
    if (before === after || before === noChord || after === noChord) continue;
    const step = (after - before + 144) % 12;
    changes.push(10000 * step + 100 * Math.floor(before / 12) + Math.floor(after / 12));
  }
  return changes;
}

function sharesOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].map(([value, count]) => [value, count / values.length]));
}
