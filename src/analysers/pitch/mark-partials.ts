import type { PeakFrames } from './peak-frames.js';

/** Partials that do not fall on an octave of their fundamental, and so on its semitone grid only roughly. */
const offOctavePartials = [3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15];
/** A peak this near to a multiple of a lower one is taken for its partial: 30 cents. */
const tolerance = 2 ** (30 / 1200) - 1;

/** 1 for each peak that a lower one, at least half as strong, explains as its 3rd, 5th, 6th, 7th, 9th ... partial. */
export function markPartials(frames: PeakFrames): Uint8Array {
  const { count, capacity, sizes, frequencies, magnitudes } = frames;
  const isPartial = new Uint8Array(count * capacity);
  for (let i = 0; i < count; i++) {
    const from = i * capacity;
    const to = from + sizes[i]!;
    for (const partial of offOctavePartials) {
      let low = from;
      for (let p = from; p < to; p++) {
        const fundamental = frequencies[p]! / partial;
        while (frequencies[low]! < fundamental * (1 - tolerance)) low++;
        if (frequencies[low]! <= fundamental * (1 + tolerance) && magnitudes[low]! > 0.5 * magnitudes[p]!)
          isPartial[p] = 1;
      }
    }
  }
  return isPartial;
}
