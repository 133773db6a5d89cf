import type { PeakFrames } from './peak-frames.js';

export type ChromaOptions = {
  /** Cents that the semitone grid lies above A = 440 Hz. */
  readonly tuningCents: number;
  /** A peak at f speaks for notes at f, f/2 ... f/harmonics; 1 takes it for a fundamental. */
  readonly harmonics: number;
  /** What each of these counts of the one before. */
  readonly decay: number;
  /** Only peaks between these. */
  readonly lowHz: number;
  readonly highHz: number;
};

/** A peak reaches pitch classes nearer than this, semitones, with the weight cos^2. */
const reachSemitones = 2 / 3;

/**
 * Harmonic pitch class profile of each frame (Gómez 2006): 12 numbers a frame, C first, magnitudes summed, not normalised.
 * `chroma[pc] = sum_p a_p sum_h decay^(h-1) cos^2(pi d / (4/3))`, d semitones from pitch class to `f_p / h`, |d| < 2/3.
 */
export function foldChroma(frames: PeakFrames, options: ChromaOptions): Float64Array {
  const { count, capacity, sizes, frequencies, magnitudes } = frames;
  const { tuningCents, harmonics, decay, lowHz, highHz } = options;
  const chroma = new Float64Array(12 * count);
  const semitonesDown = Float64Array.from({ length: harmonics }, (_, h) => 12 * Math.log2(h + 1));
  for (let i = 0; i < count; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) {
      if (frequencies[p]! < lowHz || frequencies[p]! > highHz) continue;
      // 1200 keeps what is folded positive
      const semitones = 1200 + 69 + 12 * Math.log2(frequencies[p]! / 440) - tuningCents / 100;
      let weight = magnitudes[p]!;
      for (let h = 0; h < harmonics; h++) {
        addPitchClass(chroma, 12 * i, semitones - semitonesDown[h]!, weight);
        weight *= decay;
      }
    }
  return chroma;
}

function addPitchClass(chroma: Float64Array, at: number, semitones: number, weight: number): void {
  const below = Math.floor(semitones);
  const distance = semitones - below;
  if (distance < reachSemitones) chroma[at + (below % 12)]! += weight * share(distance);
  if (1 - distance < reachSemitones) chroma[at + ((below + 1) % 12)]! += weight * share(1 - distance);
}

function share(distance: number): number {
  return Math.cos((Math.PI / 2) * (distance / reachSemitones)) ** 2;
}
