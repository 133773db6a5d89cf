import { expect, test } from 'vitest';
import { strike } from '../../../bench/grooves/drum-kit.js';
import { chordKinds, chordName, noChord } from '../../../src/analysers/pitch/chord-kinds.js';
import { trackChords } from '../../../src/analysers/pitch/track-chords.js';
import { mean } from '../../../src/dsp/statistics.js';
import { analyse, midiToHertz, type Tone, tones } from './tones.js';

/** 120 BPM, a bar of four to a chord. */
const beatSeconds = 0.5;
const barSeconds = 4 * beatSeconds;
const output = 'pitch.chords/chords';

type Chord = readonly [root: number, suffix: string];
const kindOf = (suffix: string) => chordKinds.findIndex((kind) => kind.suffix === suffix);

/** Chords over a bass and, unless told, drums. */
function band(progression: readonly Chord[], { bars = 4, drums = true, cents = 0 } = {}): Float32Array {
  const notes: Tone[] = [];
  for (let bar = 0; bar < bars; bar++) {
    const [root, suffix] = progression[bar % progression.length]!;
    const at = bar * barSeconds;
    const pitch = (midi: number) => midiToHertz(midi + cents / 100);
    for (const step of chordKinds[kindOf(suffix)]!.notes)
      for (const beat of [0, 1, 2, 3])
        notes.push({
          hertz: pitch(55 + ((root + step + 5) % 12)),
          from: at + beat * beatSeconds,
          to: at + (beat + 0.95) * beatSeconds,
          partials: 6,
          gain: 0.05,
        });
    for (const beat of [0, 1.5, 2, 3])
      notes.push({
        hertz: pitch(32 + ((root + 4) % 12)),
        from: at + beat * beatSeconds,
        to: at + (beat + 0.8) * beatSeconds,
        partials: 4,
        gain: 0.12,
      });
  }
  const samples = tones(bars * barSeconds, notes);
  if (drums)
    for (let beat = 0; beat < 8 * bars; beat++) {
      const drum = beat % 8 === 0 ? 'kick' : beat % 8 === 4 ? 'snare' : beat % 4 === 0 ? 'kick' : 'closedHat';
      const first = Math.round((beat / 2) * beatSeconds * 44100);
      strike(drum, 0.8, beat).forEach((sample, n) => {
        if (first + n < samples.length) samples[first + n]! += 0.4 * sample;
      });
    }
  return samples;
}

/** Share of the time that the chord played is the one heard. */
function recovered(samples: Float32Array, progression: readonly Chord[]): number {
  const given = analyse(samples).window.outputs.get(output)!;
  if (given.shape !== 'events') throw new Error(`${output} is a ${given.shape}`);
  const { seconds, rows } = given;
  const total = samples.length / 44100;
  let right = 0;
  const steps = Math.floor(total / 0.05);
  for (let step = 0; step < steps; step++) {
    const time = (step + 0.5) * 0.05;
    const [root, suffix] = progression[Math.floor(time / barSeconds) % progression.length]!;
    const event = seconds.findLastIndex((start) => start <= time);
    if (rows[2 * event] === root && rows[2 * event + 1] === kindOf(suffix)) right++;
  }
  return right / steps;
}

const inKey = (tonic: number, ...chords: readonly Chord[]): readonly Chord[] =>
  chords.map(([root, suffix]) => [(root + tonic) % 12, suffix]);

test.each(Array.from({ length: 12 }, (_, tonic) => tonic))(
  'I–V–vi–IV over bass and drums is heard, %d semitones above C',
  (tonic) => {
    const progression = inKey(tonic, [0, ''], [7, ''], [9, 'm'], [5, '']);
    expect(recovered(band(progression, { cents: 3 * tonic - 20 }), progression)).toBeGreaterThan(0.9);
  },
);

test.each([
  [
    'sevenths',
    [
      [2, 'm7'],
      [7, '7'],
      [0, 'maj7'],
      [9, 'm7'],
    ],
  ],
  [
    'suspended',
    [
      [0, 'sus4'],
      [0, ''],
      [5, 'sus2'],
      [7, 'sus4'],
    ],
  ],
  [
    'minor with a half-diminished',
    [
      [9, 'm'],
      [11, 'm7b5'],
      [4, '7'],
      [9, 'm'],
    ],
  ],
  [
    'diminished and augmented',
    [
      [0, ''],
      [0, 'aug'],
      [5, ''],
      [11, 'dim'],
    ],
  ],
] as const)('%s chords are heard, with drums and without', (_name, chords) => {
  const shares = (
    [
      [0, true],
      [3, true],
      [8, false],
    ] as const
  ).map(([tonic, drums]) => {
    const progression = inKey(tonic, ...chords);
    return recovered(band(progression, { drums }), progression);
  });
  // a beat tracker that is half a beat off costs a few of a hundred
  expect(mean(shares), `${shares}`).toBeGreaterThan(0.9);
  expect(Math.min(...shares)).toBeGreaterThan(0.8);
});

test('the figures of a progression are those of its definition, in any key', () => {
  const progression = inKey(0, [0, ''], [7, ''], [9, 'm'], [5, '']);
  for (const tonic of [0, 5]) {
    const { window, row } = analyse(band(inKey(tonic, ...progression), { bars: 8 }));
    const { values } = row;
    const beats = window.outputs.get('timing.beats/beats')!;
    if (beats.shape !== 'events') throw new Error(`beats are a ${beats.shape}`);
    const [first, second] = beats.seconds;
    // four chords alike; seven changes: a fifth up three times, to the relative and from it twice each
    expect(values['pitch.chords/vocabulary.value']!).toBeCloseTo(2, 1);
    expect(values['pitch.chords/rate.value']!).toBeCloseTo((7 * (second! - first!)) / (8 * barSeconds), 1);
    expect(values['pitch.chords/transitions.value']!).toBeCloseTo(
      (3 / 7) * Math.log2(7 / 3) + (4 / 7) * Math.log2(7 / 2),
      2,
    );
  }
});

test('one chord held has no changes; silence and noise have no chord, and say so', () => {
  const held = analyse(band(inKey(0, [0, '']), { bars: 6 })).row.values;
  expect(held['pitch.chords/rate.value']).toBe(0);
  expect(held['pitch.chords/vocabulary.value']).toBe(0);
  expect(analyse(new Float32Array(44100 * 12)).row.missing['pitch.chords/vocabulary.value']).toBe(
    'nothing pitched sounds',
  );
});

test('an even chroma is no chord', () => {
  const even = new Float64Array(12 * 20).fill(1 / 12);
  expect([...trackChords(even, even)].every((chord) => chord === noChord)).toBe(true);
  expect(trackChords(new Float64Array(0), new Float64Array(0))).toHaveLength(0);
  expect([chordName(noChord), chordName(0), chordName(12 * kindOf('m7') + 6)]).toEqual(['N', 'C', 'F#m7']);
});
