import { fitsAndFree } from './fit-temperament.js';
import { findDegrees, foldHistogram } from './fold-histogram.js';
import type { PeakFrames } from './peak-frames.js';

const parts = 5;

/** By how many bits a temperament, or last free, foretells better than the best of the others. */
function marginOf(fits: Float64Array, temperament: number): number {
  return fits[temperament]! - Math.max(...fits.filter((_, i) => i !== temperament));
}

/**
 * Share of five parts of the window, each without another fifth of it and with degrees found anew, in which a temperament
 * leads by so many bits: what a few notes decide does not lead in most (stability selection, Meinshausen & Bühlmann 2010).
 */
export function fitStability(frames: PeakFrames, temperament: number, leastBits: number): number {
  let leads = 0;
  for (let part = 0; part < parts; part++) {
    const [from, to] = [part, part + 1].map((edge) => Math.floor((edge * frames.count) / parts));
    const sizes = frames.sizes.slice().fill(0, from, to);
    const histogram = foldHistogram({ ...frames, sizes });
    if (histogram !== undefined && marginOf(fitsAndFree(findDegrees(histogram)), temperament) >= leastBits) leads++;
  }
  return leads / parts;
}
