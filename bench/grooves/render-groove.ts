import { whiteNoise } from '../../samples/synthesis/filters.js';
import { midiHz } from '../../samples/synthesis/pitch.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { harmonics, readTable, wavetable } from '../../samples/synthesis/wavetable.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { strike } from './drum-kit.js';
import type { Groove } from './groove.js';

/** What sounds under the drums, and how many decibels its RMS lies above theirs. */
export type Bed = { readonly kind: 'pad' | 'noise'; readonly decibels: number };

const peak = 0.8;
/** Seconds that a chord of the pad takes to swell and to die; chords overlap by it. */
const swellSeconds = 0.6;
const chordSeconds = 3.7;
const chords = [
  [45, 57, 60, 64, 71],
  [41, 53, 57, 60, 67],
  [48, 55, 59, 64, 67],
  [43, 55, 59, 62, 69],
];

/** The drums, and what sounds under them, in mono at 44.1 kHz; equal for equal grooves. The first sample is second 0. */
export function renderGroove(groove: Groove, seconds: number, bed?: Bed): Float32Array {
  const mix = new Float64Array(Math.round(seconds * sampleRate));
  groove.strokes.forEach(({ seconds: at, drum, velocity }, take) => {
    const sound = strike(drum, velocity, take);
    const start = Math.round(at * sampleRate);
    const end = Math.min(sound.length, mix.length - start);
    for (let n = Math.max(0, -start); n < end; n++) mix[start + n]! += sound[n]!;
  });
  if (bed !== undefined) {
    const under = bed.kind === 'noise' ? pinkish(seconds) : pad(seconds);
    const gain = (10 ** (bed.decibels / 20) * rms(mix)) / rms(under);
    for (let n = 0; n < mix.length; n++) mix[n]! += gain * under[n]!;
  }
  const loudest = mix.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return Float32Array.from(mix, (sample) => (peak * sample) / loudest);
}

/** Detuned saws through four chords, each swelling in while the one before dies. */
function pad(seconds: number): Float64Array {
  return remembered('pad', seconds, () => {
    const sound = new Float64Array(Math.round(seconds * sampleRate));
    const tables = new Map<number, Float64Array>();
    for (let chord = 0; chord * chordSeconds < seconds + swellSeconds; chord++) {
      const from = (chord * chordSeconds - swellSeconds) * sampleRate;
      const length = (chordSeconds + swellSeconds) * sampleRate;
      for (const pitch of chords[chord % chords.length]!) {
        const table = tables.get(pitch) ?? wavetable(harmonics(midiHz(pitch), 1.3, 12000));
        tables.set(pitch, table);
        for (const cents of [-6, 5]) {
          const perSample = (midiHz(pitch) * 2 ** (cents / 1200)) / sampleRate;
          for (let n = Math.max(0, Math.ceil(-from)); n < length && from + n < sound.length; n++) {
            const swell = Math.min(1, n / sampleRate / swellSeconds, (length - n) / sampleRate / swellSeconds);
            sound[Math.floor(from + n)]! += swell * readTable(table, perSample * n);
          }
        }
      }
    }
    return sound;
  });
}

/** Noise that falls by about 3 dB an octave. */
function pinkish(seconds: number): Float64Array {
  return remembered('noise', seconds, () => {
    const noise = whiteNoise(seconds, seededRandom(77));
    const poles = [0.99, 0.93, 0.6];
    const state = [0, 0, 0];
    return noise.map((sample) => {
      poles.forEach((pole, k) => {
        state[k] = pole * state[k]! + (1 - pole) * sample * (1 + 4 * k) * 0.5;
      });
      return state.reduce((sum, value) => sum + value, 0.05 * sample);
    });
  });
}

const beds = new Map<string, Float64Array>();
function remembered(kind: string, seconds: number, render: () => Float64Array): Float64Array {
  const key = `${kind} ${seconds}`;
  let bed = beds.get(key);
  if (bed === undefined) {
    bed = render();
    beds.set(key, bed);
  }
  return bed;
}

function rms(samples: Float64Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
