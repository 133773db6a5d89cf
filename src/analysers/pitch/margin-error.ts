import { standardDeviation } from '../../dsp/statistics.js';
import { fitTemperaments } from './fit-temperament.js';
import { findDegrees, foldHistogram } from './fold-histogram.js';
import type { PeakFrames } from './peak-frames.js';

const parts = 5;

/** By how many bits a temperament, one of `temperaments` or after them free, foretells better than the best of the others. */
export function marginOf(fits: Float64Array, temperament: number): number {
  const bits = [...fits, 0];
  return bits[temperament]! - Math.max(...bits.filter((_, i) => i !== temperament));
}

/**
 * Standard error of such a margin, bits: the degrees are found anew without each fifth of the window (the jackknife of
 * Tukey 1958, by blocks as Künsch 1989); `sqrt((n - 1) / n sum (m_i - mean m)^2)`, n = 5.
 */
export function marginError(frames: PeakFrames, temperament: number): number {
  const margins = Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part, part + 1].map((edge) => Math.floor((edge * frames.count) / parts));
    const sizes = frames.sizes.slice().fill(0, from, to);
    const histogram = foldHistogram({ ...frames, sizes });
    return marginOf(fitTemperaments(histogram === undefined ? [] : findDegrees(histogram)), temperament);
  });
  return ((parts - 1) / Math.sqrt(parts)) * standardDeviation(margins);
}
