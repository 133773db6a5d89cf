import { normalRandom } from '../../samples/synthesis/normal-random.js';
import { midiHz } from '../../samples/synthesis/pitch.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { strike } from '../grooves/drum-kit.js';
import type { Drum } from '../grooves/groove.js';
import type { Voice } from '../songs/compose-section.js';
import { struck, sustained } from '../songs/plain-voices.js';
import { randomSection } from '../songs/random-songs.js';
import { singLine } from '../songs/sing-line.js';
import { detunes, type Shift, type Shiftable, shiftsBy, steps } from './shift.js';

const songCount = 24;
const lineCount = 6;
/** Standard deviation of notes about where they are written. */
const missCents = 10;

/** Written music played at other pitches: the same notes, times and instruments, and nothing resampled or stretched. */
export function renderedShifts(): readonly Shiftable[] {
  const shifts = shiftsBy([...detunes, ...steps.map((step) => 100 * step)], 'kept');
  const each = (count: number, set: Shiftable['set'], play: (seed: number, shift: Shift) => Float32Array) =>
    Array.from({ length: count }, (_, seed) => ({
      name: `${set} ${seed}`,
      set,
      shifts,
      sound: async (shift: Shift) => [play(seed, shift)],
    }));
  return [
    ...each(songCount, 'songs', playSong),
    ...each(lineCount, 'lines', (seed, { cents }) => singLine(seed, cents).samples),
  ];
}

const voices = {
  bass: { play: struck(1.5), gain: 0.25 },
  keys: { play: struck(2), gain: 0.1 },
  mallet: { play: struck(2.5), gain: 0.15 },
  string: { play: sustained(1.3, 0.04), gain: 0.1 },
} as const;

/** Tones alike in every register, since real instruments ring longer and sound fuller low down; drums stay where they are. */
function playSong(seed: number, { cents }: Shift): Float32Array {
  const { section, beatSeconds } = randomSection(seed);
  const random = seededRandom(seed);
  const normal = normalRandom(random);
  const mix = new Float32Array(Math.round(section.beats * beatSeconds * sampleRate));
  for (const { sound, beat, beats, pitch, velocity } of section.notes) {
    const first = Math.round(beat * beatSeconds * sampleRate);
    const isVoice = sound in voices;
    const tone = isVoice
      ? voices[sound as Voice].play(midiHz(pitch + (missCents * normal() + cents) / 100), beats * beatSeconds, random)
      : strike(sound as Drum, velocity, beat);
    const gain = isVoice ? velocity * voices[sound as Voice].gain : 0.3;
    tone.subarray(0, mix.length - first).forEach((sample, n) => {
      mix[first + n]! += gain * sample;
    });
  }
  return mix;
}
