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
/** Octaves then weigh as in librosa and Meyda: a bell of two octaves about 880 Hz, or all noise would count like notes. */
const centreHz = 880;
const widthOctaves = 2;

/**
 * The peaks with their magnitudes over the level around them in the whole window, so that no equaliser decides which
 * octave is heard: `exp(-log2(f / 880)^2 / 8) a / sqrt(sum_s cos^2(pi s / 24) P[s])`, s semitones from the peak, |s| <= 12,
 * P the mean power of the peaks there (its sum no less than
 * 40 dB below the highest). Source: spectral whitening, Gómez 2006; weights, Ellis 2007.
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
  const around = powers.map((_, place) =>
    weights.reduce((sum, weight, i) => sum + weight * (powers[place + i - reach] ?? 0), 0),
  );
  const floor = floorShare * Math.max(...around);
  const gains = around.map((power, place) => {
    const octaves = place / 12 - Math.log2(centreHz / lowestPeakHz);
    return floor > 0 ? Math.exp(-0.5 * (octaves / widthOctaves) ** 2) / Math.sqrt(Math.max(power, floor)) : 0;
  });
  for (let i = 0; i < count; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) white[p] = magnitudes[p]! * gains[places[p]!]!;
  return { ...frames, magnitudes: white };
}
