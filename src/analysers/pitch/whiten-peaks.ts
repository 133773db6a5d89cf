import type { PeakFrames } from './peak-frames.js';
import { highestPeakHz, lowestPeakHz } from './spectral-peaks.js';

/** Semitones from a peak to where what sounds there no longer counts as around it. */
const reach = 12;
const semitones = Math.ceil(12 * Math.log2(highestPeakHz / lowestPeakHz)) + 1;
const weights = Float64Array.from(
  { length: 2 * reach + 1 },
  (_, i) => Math.cos((Math.PI / 2) * ((i - reach) / reach)) ** 2,
);
/** Nothing is raised from further than 40 dB below the loudest: there is what leaks from it. */
const floorShare = 1e-4;

/**
 * The peaks with their magnitudes over the root of the level around them in the whole window, so that an equaliser has half
 * the say in which octave is heard: `a / P^(1/4)`, P the mean power of the peaks up to an octave away, weighed by
 * cos^2(pi s / 24) at s semitones, and no less than 40 dB below the highest. Over the whole level, noise in the treble
 * would count like notes, and what lies at the ends of the band would move a transposed piece. Source: spectral whitening,
 * Gómez 2006.
 */
export function whitenPeaks(frames: PeakFrames): PeakFrames {
  const { count, capacity, sizes, frequencies, magnitudes } = frames;
  const white = new Float64Array(magnitudes.length);
  const places = new Uint8Array(magnitudes.length);
  const powers = new Float64Array(semitones);
  for (let i = 0; i < count; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) {
      places[p] = Math.round(12 * Math.log2(frequencies[p]! / lowestPeakHz));
      powers[places[p]!]! += magnitudes[p]! ** 2 / count;
    }
  const levels = powers.map((_, place) =>
    weights.reduce((sum, weight, i) => sum + weight * (powers[place + i - reach] ?? 0), 0),
  );
  const floor = floorShare * Math.max(...levels);
  for (let i = 0; i < count; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++)
      white[p] = magnitudes[p]! / Math.max(levels[places[p]!]!, floor) ** 0.25;
  return { ...frames, magnitudes: white };
}
