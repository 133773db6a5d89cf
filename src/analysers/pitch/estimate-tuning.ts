import { type PeakFrames, tellsPitch } from './peak-frames.js';

/** Where the semitone grid lies, and how surely. */
export type TuningEstimate = {
  /** Cents above the grid of A = 440 Hz, -50 to 50; NaN where nothing sounds. */
  readonly cents: number;
  /** 1 where all power lies on one grid of semitones, 0 where it lies anywhere; NaN where nothing sounds. */
  readonly temperedness: number;
};

/**
 * Circular mean of the peaks' deviations from the semitone grid: `z = sum w exp(2 pi i c / 100) / sum w`, c in cents and
 * w the magnitude; cents `100 arg(z) / (2 pi)`. Temperedness is `|z|` with the power for w: of noise there are more peaks an
 * octave the higher it lies, and their magnitudes would make the same music less tempered when it is transposed up. Peaks
 * marked as partials take no part: a fifth partial is 14 cents flat.
 */
export function estimateTuning(frames: PeakFrames): TuningEstimate {
  const { count, capacity, sizes, frequencies, magnitudes } = frames;
  let [cosine, sine, powerCosine, powerSine, power] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) {
      if (!tellsPitch(frames, p)) continue;
      const angle = 2 * Math.PI * 12 * Math.log2(frequencies[p]! / 440);
      const magnitude = magnitudes[p]!;
      const [x, y] = [magnitude * Math.cos(angle), magnitude * Math.sin(angle)];
      cosine += x;
      sine += y;
      powerCosine += magnitude * x;
      powerSine += magnitude * y;
      power += magnitude * magnitude;
    }
  if (power === 0) return { cents: NaN, temperedness: NaN };
  return {
    cents: (50 * Math.atan2(sine, cosine)) / Math.PI,
    temperedness: Math.min(1, Math.hypot(powerCosine, powerSine) / power),
  };
}
