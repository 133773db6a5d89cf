import { filtered, resonance, whiteNoise } from '../../samples/synthesis/filters.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { highPass, lowPass } from '../../src/dsp/biquad.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';

/** What nobody would call music. */
export type NoMusic = {
  readonly kind: 'noise' | 'speech-like';
  readonly name: string;
  /** 30 s of it, one channel at 44.1 kHz, the same every time. */
  readonly render: () => Float32Array;
};

const seconds = 30;
const length = seconds * sampleRate;

export function noMusic(): NoMusic[] {
  const white = (seed: number) => whiteNoise(seconds, seededRandom(seed));
  const noises: readonly (readonly [name: string, render: () => Float64Array])[] = [
    ['white noise', () => white(1)],
    ['pink noise', () => pink(white(2))],
    ['brown noise', () => pink(pink(white(3)))],
    ['telephone noise', () => filtered(filtered(white(4), highPass(sampleRate, 300)), lowPass(sampleRate, 3400))],
    ['pink noise in random bursts', () => gated(pink(white(5)), seededRandom(50))],
    ['pink noise at the pace of syllables', () => swelling(pink(white(6)), seededRandom(60), 4)],
    ['slow surf', () => swelling(pink(white(7)), seededRandom(70), 0.12)],
  ];
  const pitches = [95, 110, 125, 190, 210, 235];
  return [
    ...noises.map(([name, render]) => ({ kind: 'noise' as const, name, render: () => levelled(render()) })),
    ...pitches.map((pitchHz, i) => ({
      kind: 'speech-like' as const,
      name: `voice at ${pitchHz} Hz`,
      render: () => levelled(speech(pitchHz, 100 + i)),
    })),
  ];
}

/** -3 dB an octave: the sum of three one-pole low passes a decade and a half apart (Kellet's economy filter). */
function pink(white: Float64Array): Float64Array {
  let [first, second, third] = [0, 0, 0];
  return white.map((sample) => {
    first = 0.99765 * first + 0.099046 * sample;
    second = 0.963 * second + 0.2965164 * sample;
    third = 0.57 * third + 1.0526913 * sample;
    return first + second + third + 0.1848 * sample;
  });
}

function gated(noise: Float64Array, random: () => number): Float64Array {
  const bursts = new Float64Array(noise.length);
  for (let start = 0; start < noise.length; ) {
    const burst = Math.floor((0.02 + 0.3 * random()) * sampleRate);
    const pause = Math.floor((0.05 + 0.8 * random()) * sampleRate);
    const gain = 0.3 + 0.7 * random();
    for (let n = start; n < Math.min(noise.length, start + burst); n++)
      bursts[n] = gain * noise[n]! * Math.exp((-4 * (n - start)) / burst);
    start += burst + pause;
  }
  return bursts;
}

/** Rises and falls at about `perSecond`, never twice alike. */
function swelling(noise: Float64Array, random: () => number, perSecond: number): Float64Array {
  let [from, to, place, seconds] = [0.1, 1, 0, 1 / perSecond];
  return noise.map((sample) => {
    place += 1 / (seconds * sampleRate);
    if (place >= 1)
      [from, to, place, seconds] = [
        to,
        to > 0.5 ? 0.25 * random() : 0.6 + 0.4 * random(),
        0,
        (0.3 + 0.7 * random()) / perSecond,
      ];
    return sample * (from + (to - from) * (0.5 - 0.5 * Math.cos(Math.PI * place)));
  });
}

/** First three formants of five vowels, in hertz, of a man's voice (Peterson & Barney 1952). */
const vowels = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [300, 870, 2240],
] as const;

/**
 * Speech without words: pulses at a gliding pitch through the formants of one vowel after the other, hissed consonants
 * between them, phrases of 3 to 10 syllables whose pitch sinks, and pauses for breath.
 */
function speech(pitchHz: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const sound = new Float64Array(length);
  const scale = pitchHz > 150 ? 1.17 : 1;
  let at = 0;
  while (at < length) {
    const syllables = 3 + Math.floor(8 * random());
    for (let syllable = 0; syllable < syllables && at < length; syllable++) {
      const sinking = 1.15 - (0.3 * syllable) / syllables;
      const vowel = vowels[Math.floor(vowels.length * random())]!;
      if (random() < 0.6) at = add(sound, at, hiss(0.04 + 0.08 * random(), 2500 + 4000 * random(), random), 0.25);
      const hertz = pitchHz * sinking * (0.95 + 0.1 * random());
      at = add(sound, at, voiced(0.09 + 0.16 * random(), hertz, vowel, scale, random), 0.6 + 0.4 * random());
    }
    at += Math.floor((0.15 + 0.6 * random()) * sampleRate);
  }
  return sound;
}

function voiced(
  seconds: number,
  hertz: number,
  formants: readonly number[],
  scale: number,
  random: () => number,
): Float64Array {
  const pulses = new Float64Array(Math.floor(seconds * sampleRate));
  const glide = 0.85 + 0.3 * random();
  let phase = 0;
  for (let n = 0; n < pulses.length; n++) {
    phase += (hertz * (1 + ((glide - 1) * n) / pulses.length)) / sampleRate;
    if (phase >= 1) {
      phase -= 1;
      pulses[n] = 1 + 0.1 * (random() - 0.5);
    }
  }
  const glottal = filtered(pulses, lowPass(sampleRate, 600, 0.6));
  const mouth = new Float64Array(glottal.length);
  formants.forEach((formant, i) => {
    filtered(glottal, resonance(scale * formant, 70 + 40 * i)).forEach((sample, n) => {
      mouth[n]! += sample / (1 + i);
    });
  });
  return mouth.map((sample, n) => sample * Math.sin((Math.PI * (n + 0.5)) / mouth.length) ** 0.5);
}

function hiss(seconds: number, hertz: number, random: () => number): Float64Array {
  const noise = filtered(whiteNoise(seconds, random), resonance(hertz, 0.6 * hertz));
  return noise.map((sample, n) => 0.3 * sample * Math.sin((Math.PI * (n + 0.5)) / noise.length));
}

/** Adds the sound where the last one ended; returns where it ends. */
function add(to: Float64Array, at: number, sound: Float64Array, gain: number): number {
  let largest = 1e-9;
  for (const sample of sound) largest = Math.max(largest, Math.abs(sample));
  for (let n = 0; n < sound.length && at + n < to.length; n++) to[at + n]! += (gain * sound[n]!) / largest;
  return at + sound.length;
}

/** Its largest sample at -3 dB re full scale. */
function levelled(samples: Float64Array): Float32Array {
  let largest = 1e-9;
  for (const sample of samples) largest = Math.max(largest, Math.abs(sample));
  return Float32Array.from(samples, (sample) => (0.7 * sample) / largest);
}
