import { normalRandom } from '../../samples/synthesis/normal-random.js';
import { midiHz } from '../../samples/synthesis/pitch.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { sungVoice } from '../../samples/synthesis/sung-voice.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';

const lineSeconds = 20;
/** Standard deviation of notes about where they are written. */
const missCents = 10;
const scale = [0, 2, 4, 5, 7, 9, 11, 12];

/** A line in major over an octave. */
export type SungLine = {
  /** Mono at 44.1 kHz. */
  readonly samples: Float32Array;
  /** MIDI pitch, with a fraction, of its lowest note. */
  readonly tonic: number;
};

/** A voice whose range, vibrato and tempo are drawn from the seed, so many cents higher; its formants stay, as a singer's do. */
export function singLine(seed: number, transposedCents = 0): SungLine {
  const random = seededRandom(3000 + seed);
  const normal = normalRandom(random);
  const tonic = 45 + 17 * random();
  const vibrato = { rateHz: 4.5 + 2 * random(), cents: 20 + 60 * random() };
  const beatSeconds = 0.35 + 0.3 * random();
  const notes = Array.from({ length: Math.ceil(lineSeconds / beatSeconds) }, () => ({
    seconds: beatSeconds * (1 + Math.floor(2 * random())),
    hertz: midiHz(tonic + scale[Math.floor(scale.length * random())]! + (missCents * normal() + transposedCents) / 100),
    loudness: 0.5 + 0.3 * random(),
  }));
  const voice = sungVoice(notes, seed % 2 === 0 ? 'a' : 'o', vibrato, random);
  const peak = voice.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const samples = Float32Array.from(voice.subarray(0, lineSeconds * sampleRate), (sample) => (0.5 * sample) / peak);
  return { samples, tonic };
}
