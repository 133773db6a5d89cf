import { normalRandom } from '../../samples/synthesis/normal-random.js';
import { centsRatio, midiHz } from '../../samples/synthesis/pitch.js';
import { pluckedString } from '../../samples/synthesis/plucked-string.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { struck, sustained, type Voice } from '../songs/plain-voices.js';
import type { Scale } from './scales.js';

export type RenderedScale = {
  /** Mono at 44.1 kHz. */
  readonly samples: Float32Array;
  /** Cents above C of A = 440 Hz, 0 to 1200, of each degree: the mean of its notes as they are played, by their lengths. */
  readonly degrees: readonly number[];
};

/** A melody on the scale: its tonic, tuning, instrument, tempo, and how its player misses are all drawn from the seed. */
export function renderScale({ choices }: Scale, seed: number, seconds = 20): RenderedScale {
  const random = seededRandom(seed);
  const normal = normalRandom(random);
  const cents = choices[Math.floor(random() * choices.length)]!;
  const voices = [sustained(2, 0.08), sustained(1.2, 0.03), struck(1.5), struck(2.2), plucked];
  const voice = voices[Math.floor(random() * voices.length)]!;
  const tonic = 50 + 16 * random();
  const beatSeconds = 60 / (70 + 80 * random());
  const missCents = 3 + 2 * random();
  const drone = random() < 0.3;
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const played = cents.map(() => ({ seconds: 0, missed: 0 }));
  const add = (degree: number, from: number, length: number, gain: number) => {
    const octave = Math.floor(degree / cents.length);
    const place = degree - octave * cents.length;
    const missed = missCents * normal();
    played[place]!.seconds += length;
    played[place]!.missed += length * missed;
    const hertz = midiHz(tonic) * centsRatio(cents[place]! + 1200 * octave + missed);
    const first = Math.round(from * sampleRate);
    voice(hertz, length, random).forEach((sample, n) => {
      if (first + n < samples.length) samples[first + n]! += gain * sample;
    });
  };
  // up the scale and down, so that each degree is heard, and then as it comes
  const opening = [...cents.keys(), cents.length, ...[...cents.keys()].reverse()];
  let degree = 0;
  for (let at = 0; at < seconds; ) {
    const length = beatSeconds * [0.5, 1, 1, 2][Math.floor(4 * random())]!;
    degree = opening.shift() ?? nextDegree(degree, cents.length, random);
    add(degree, at, length, 0.2);
    if (drone && random() < 0.3) add(-cents.length, at, 3 * beatSeconds, 0.1);
    at += length;
  }
  const degrees = cents.map((place, i) => (100 * tonic + place + played[i]!.missed / played[i]!.seconds) % 1200);
  return { samples, degrees };
}

/** Mostly by step, up and down again over an octave and a half. */
function nextDegree(degree: number, size: number, random: () => number): number {
  const step = [1, 1, 1, 2, 3][Math.floor(5 * random())]!;
  const up = random() < 0.5 - (0.4 * (degree - size / 2)) / size;
  return Math.max(-size >> 1, Math.min(size, degree + (up ? step : -step)));
}

const plucked: Voice = (hertz, seconds, random) => pluckedString(hertz, seconds + 0.1, 0.7, random);
