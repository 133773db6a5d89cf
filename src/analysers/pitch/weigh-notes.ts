import { findFundamentals } from './mark-partials.js';
import type { PeakFrames } from './peak-frames.js';

/** A partial may be this many times stronger than its fundamental, 14 dB: then it counts half. */
const mostOver = 5;

/**
 * The peaks with their magnitudes weighed by how little a lower peak explains them as its off-octave partial: `a^3 / (a^2 +
 * (5 b)^2)`, b the strongest that may be its fundamental. A partial has the level that an instrument, a register or an
 * equaliser gives it; weighed softly, no peak turns from note to partial at once.
 */
export function weighNotes(frames: PeakFrames): PeakFrames {
  const { count, capacity, sizes, frequencies } = frames;
  const magnitudes = frames.magnitudes.slice();
  const fundamentals = new Float64Array(capacity);
  for (let i = 0; i < count; i++) {
    const [first, end] = [i * capacity, i * capacity + sizes[i]!];
    const own = frames.magnitudes.subarray(first, end);
    findFundamentals(frequencies.subarray(first, end), own, own.length, fundamentals);
    for (let p = first; p < end; p++) {
      const power = frames.magnitudes[p]! ** 2;
      magnitudes[p]! *= power / (power + (mostOver * fundamentals[p - first]!) ** 2);
    }
  }
  return { ...frames, magnitudes };
}
