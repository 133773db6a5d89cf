import { seededRandom } from '../../src/dsp/seeded-random.js';
import { closedHat, kick, openHat, snare } from '../synthesis/drums.js';
import { electricPiano, marimba, synthBass } from '../synthesis/keyboards.js';
import { centsRatio, midiHz } from '../synthesis/pitch.js';
import { reverb } from '../synthesis/reverb.js';
import { addMix, place, type StereoMix, silentMix } from '../synthesis/stereo-mix.js';

export type Part = 'kick' | 'snare' | 'closedHat' | 'openHat' | 'bass' | 'chords' | 'mallet';

export type GrooveNote = {
  readonly part: Part;
  /** Sixteenths from the start of the two bars, 0 to 31. */
  readonly step: number;
  /** 0 to 1. */
  readonly velocity: number;
  /** Sixteenths; pitched parts only. */
  readonly steps: number;
  /** MIDI; pitched parts only. */
  readonly pitch: number;
};

/** How one note is played. */
export type Played = {
  readonly startSeconds: number;
  readonly seconds: number;
  readonly velocity: number;
  /** Above the written pitch. */
  readonly cents: number;
  /** Equal takes of a drum are the same recording. */
  readonly take: number;
};

/** `loop` counts the two bars from 0. */
export type Feel = (note: GrooveNote, loop: number) => Played;

export const beatsPerMinute = 120;
export const stepsPerLoop = 32;
export const stepSeconds = 60 / beatsPerMinute / 4;
export const loopSeconds = stepsPerLoop * stepSeconds;

const drum = (part: Part, hits: readonly (readonly [step: number, velocity: number])[]): readonly GrooveNote[] =>
  hits.map(([step, velocity]) => ({ part, step, velocity, steps: 1, pitch: 0 }));

type Written = readonly [step: number, steps: number, velocity: number, ...pitches: number[]];
const pitched = (part: Part, notes: readonly Written[]): readonly GrooveNote[] =>
  notes.flatMap(([step, steps, velocity, ...pitches]) =>
    pitches.map((pitch) => ({ part, step, velocity, steps, pitch })),
  );

/** Two bars of 4/4 in A minor: Am9, then Dm9 and G13. */
const notes: readonly GrooveNote[] = [
  ...drum('kick', [
    [0, 1],
    [7, 0.7],
    [10, 0.9],
    [16, 1],
    [23, 0.7],
    [26, 0.9],
    [29, 0.6],
  ]),
  ...drum('snare', [
    [4, 0.95],
    [9, 0.2],
    [12, 0.95],
    [15, 0.18],
    [20, 0.95],
    [25, 0.2],
    [28, 0.95],
    [31, 0.28],
  ]),
  ...drum(
    'closedHat',
    Array.from({ length: 32 }, (_, step) => [step, step % 4 === 0 ? 0.8 : step % 2 === 0 ? 0.6 : 0.32] as const).filter(
      ([step]) => step % 16 !== 14 && step % 8 !== 3,
    ),
  ),
  ...drum('openHat', [
    [14, 0.55],
    [30, 0.6],
  ]),
  ...pitched('bass', [
    [0, 2.6, 1, 33],
    [3, 0.9, 0.7, 33],
    [6, 1.6, 0.8, 45],
    [10, 2.2, 0.95, 33],
    [13, 0.8, 0.6, 40],
    [14, 1.6, 0.75, 43],
    [16, 2.6, 1, 38],
    [19, 0.9, 0.7, 38],
    [22, 1.4, 0.8, 41],
    [24, 1.8, 0.95, 31],
    [27, 0.9, 0.7, 31],
    [29, 0.9, 0.65, 43],
    [30, 1.7, 0.8, 32],
  ]),
  ...pitched('chords', [
    [0, 3, 0.7, 55, 59, 60, 64],
    [6, 1.4, 0.5, 55, 59, 60, 64],
    [11, 3, 0.62, 55, 59, 60, 64],
    [16, 3, 0.7, 53, 57, 60, 64],
    [22, 1.4, 0.5, 53, 57, 60, 64],
    [24, 5, 0.64, 53, 57, 59, 64],
  ]),
  ...pitched('mallet', [
    [4, 2, 0.6, 76],
    [7, 2, 0.75, 79],
    [10, 2, 0.65, 81],
    [14, 2, 0.5, 76],
    [20, 2, 0.6, 74],
    [23, 2, 0.75, 77],
    [26, 2, 0.65, 76],
    [29, 2, 0.5, 71],
  ]),
];

/** Gain and place in the stereo field, and how much of it goes to the room. */
const desk: Readonly<Record<Part, { readonly gain: number; readonly pan: number; readonly room: number }>> = {
  kick: { gain: 0.75, pan: 0, room: 0.02 },
  snare: { gain: 0.72, pan: -0.05, room: 0.14 },
  closedHat: { gain: 0.4, pan: 0.3, room: 0.05 },
  openHat: { gain: 0.36, pan: 0.3, room: 0.06 },
  bass: { gain: 0.42, pan: 0, room: 0.01 },
  chords: { gain: 0.38, pan: -0.35, room: 0.3 },
  mallet: { gain: 0.42, pan: 0.4, room: 0.4 },
};

/** The two bars played `loops` times with a feel, with a little room around them. */
export function performGroove(loops: number, feel: Feel): StereoMix {
  const seconds = loops * loopSeconds;
  const mix = silentMix(seconds);
  const send = silentMix(seconds);
  for (let loop = 0; loop < loops; loop++)
    for (const note of notes) {
      const played = feel(note, loop);
      const sound = soundOf(note, played);
      const { gain, pan, room } = desk[note.part];
      // the upper notes of a chord to the right, as a pianist sits
      const spread = note.part === 'chords' ? pan + (note.pitch - 53) / 16 : pan;
      place(mix, sound, played.startSeconds, gain, spread);
      place(send, sound, played.startSeconds, gain * room, spread);
    }
  addMix(mix, reverb(send, 0.9), 0.5);
  return mix;
}

function soundOf({ part, pitch }: GrooveNote, { velocity, seconds, cents, take }: Played): Float64Array {
  const hertz = midiHz(pitch) * centsRatio(cents);
  switch (part) {
    case 'kick':
      return kick(velocity, seededRandom(1000 + take));
    case 'snare':
      return snare(velocity, seededRandom(2000 + take));
    case 'closedHat':
      return closedHat(velocity, seededRandom(3000 + take));
    case 'openHat':
      return openHat(velocity, seededRandom(4000 + take));
    case 'bass':
      return synthBass(hertz, seconds, velocity);
    case 'chords':
      return electricPiano(hertz, seconds, velocity);
    case 'mallet':
      return marimba(hertz, seconds, velocity);
  }
}
