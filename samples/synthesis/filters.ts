import type { Biquad } from '../../src/dsp/biquad.js';
import { sampleRate } from './stereo-mix.js';

/** A sound behind a second-order filter. */
export function filtered(sound: Float64Array, { b0, b1, b2, a1, a2 }: Biquad): Float64Array {
  const result = new Float64Array(sound.length);
  let s1 = 0;
  let s2 = 0;
  for (let n = 0; n < sound.length; n++) {
    const x = sound[n]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    result[n] = y;
  }
  return result;
}

/** Second-order resonance of unit gain at its centre. */
export function resonance(centreHz: number, bandwidthHz: number): Biquad {
  const angle = (2 * Math.PI * centreHz) / sampleRate;
  const alpha =
    Math.sin(angle) * Math.sinh((Math.LN2 / 2) * octaves(centreHz, bandwidthHz) * (angle / Math.sin(angle)));
  const norm = 1 / (1 + alpha);
  return { b0: alpha * norm, b1: 0, b2: -alpha * norm, a1: -2 * Math.cos(angle) * norm, a2: (1 - alpha) * norm };
}

function octaves(centreHz: number, bandwidthHz: number): number {
  const half = bandwidthHz / 2 / centreHz;
  return Math.log2((Math.sqrt(1 + half * half) + half) / (Math.sqrt(1 + half * half) - half));
}

/**
 * A resonant low pass whose cutoff may change with every sample (state variable filter, trapezoidal integration).
 * `damping` 2 is not resonant at all, 0.2 rings.
 */
export function sweptLowPass(damping: number): (sample: number, cutoffHz: number) => number {
  let first = 0;
  let second = 0;
  return (sample, cutoffHz) => {
    const g = Math.tan((Math.PI * Math.min(cutoffHz, 18000)) / sampleRate);
    const band = (g * (sample - second) + first) / (1 + g * (g + damping));
    const low = second + g * band;
    first = 2 * band - first;
    second = low + g * band;
    return low;
  };
}

/** White noise in -1 to 1. */
export function whiteNoise(seconds: number, random: () => number): Float64Array {
  const noise = new Float64Array(Math.round(seconds * sampleRate));
  for (let n = 0; n < noise.length; n++) noise[n] = 2 * random() - 1;
  return noise;
}
