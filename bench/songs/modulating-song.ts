import { seededRandom } from '../../src/dsp/seeded-random.js';
import type { Note } from './compose-section.js';
import { renderSection } from './render-section.js';

/** Triads, by their root above the tonic and whether they are minor. */
type Triad = readonly [root: number, minor: boolean];
const progressions: Readonly<Record<'major' | 'minor', readonly (readonly Triad[])[]>> = {
  major: [
    [
      [0, false],
      [5, false],
      [7, false],
      [0, false],
    ],
    [
      [0, false],
      [9, true],
      [2, true],
      [7, false],
    ],
    [
      [0, false],
      [7, false],
      [9, true],
      [5, false],
    ],
  ],
  minor: [
    [
      [0, true],
      [5, true],
      [7, false],
      [0, true],
    ],
    [
      [0, true],
      [8, false],
      [3, false],
      [10, false],
    ],
    [
      [0, true],
      [5, true],
      [10, false],
      [0, true],
    ],
  ],
};
/** Semitones from the first key to the second; most stay, as most excerpts do. */
const modulations = [0, 7, 0, 5, 0, 2, 3, 1, 0, -3, 0, -2];
const barsOfKey = 8;
const beatsPerBar = 4;
const beatSeconds = 60 / 128;
export const songSeconds = 2 * barsOfKey * beatsPerBar * beatSeconds;

export type ModulatingSong = {
  /** Mono at 44.1 kHz. */
  readonly samples: Float32Array;
  /** Of its halves: tonic in semitones above C, and whether it is minor. */
  readonly keys: readonly [Key, Key];
  /** Root in semitones above C and whether it is minor, bar by bar. */
  readonly chords: readonly Triad[];
};
export type Key = { readonly tonic: number; readonly isMinor: boolean };

/** Chords, bass, a melody of their notes and, in every other song, drums: 30 s, half of it in one key and half in one drawn from the seed. */
export function modulatingSong(seed: number): ModulatingSong {
  const random = seededRandom(7000 + seed);
  const below = (count: number) => Math.floor(count * random());
  const first = below(12);
  const step = modulations[seed % modulations.length]!;
  const isMinor = below(2) === 1;
  const tonics = [first, (first + step + 12) % 12];
  const choices = progressions[isMinor ? 'minor' : 'major'];
  const progression = choices[below(choices.length)]!;
  const chords = Array.from({ length: 2 * barsOfKey }, (_, bar): Triad => {
    const [root, minor] = progression[bar % progression.length]!;
    return [(tonics[Math.floor(bar / barsOfKey)]! + root) % 12, minor];
  });
  const notes = chords.flatMap(([root, minor], bar): Note[] => {
    const tones = [root, root + (minor ? 3 : 4), root + 7].map((pitch) => pitch % 12);
    const add = (beat: number, sound: Note['sound'], pitch: number, velocity: number, beats = 0.9) => ({
      beat: beatsPerBar * bar + beat,
      beats,
      sound,
      pitch,
      velocity,
    });
    return [
      ...[0, 1.5, 2, 3].map((beat) => add(beat, 'bass', 36 + root, 0.8, 0.45)),
      ...[0, 2].flatMap((beat) => tones.map((tone) => add(beat, 'keys', 60 + tone, 0.6, 1.8))),
      ...[0, 1, 2, 3].map((beat) => add(beat, 'string', 72 + tones[below(3)]!, 0.5)),
      ...(seed % 2 === 0 ? [] : ([0, 2].map((beat) => add(beat, 'kick', 0, 0.8)) as Note[])),
      ...(seed % 2 === 0 ? [] : ([1, 3].map((beat) => add(beat, 'snare', 0, 0.8)) as Note[])),
    ];
  });
  const [from, to] = tonics as [number, number];
  return {
    samples: renderSection({ beats: 2 * barsOfKey * beatsPerBar, notes }, beatSeconds),
    keys: [
      { tonic: from, isMinor },
      { tonic: to, isMinor },
    ],
    chords,
  };
}
