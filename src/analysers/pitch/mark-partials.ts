/** Partials that do not fall on an octave of their fundamental, and so on its semitone grid only roughly. */
const offOctavePartials = [3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15];
/** A peak this near to a multiple of a lower one is taken for its partial: 30 cents. */
const tolerance = 2 ** (30 / 1200) - 1;

/** Of a frame's first `count` peaks, ascending in frequency: 1 for each that a lower one, at least half as strong, explains as its 3rd, 5th, 6th, 7th, 9th ... partial, else 0. */
export function markPartials(
  frequencies: ArrayLike<number>,
  magnitudes: ArrayLike<number>,
  count: number,
  isPartial: Float32Array,
): void {
  isPartial.fill(0, 0, count);
  for (const partial of offOctavePartials) {
    let low = 0;
    for (let p = 0; p < count; p++) {
      const fundamental = frequencies[p]! / partial;
      while (frequencies[low]! < fundamental * (1 - tolerance)) low++;
      if (frequencies[low]! <= fundamental * (1 + tolerance) && magnitudes[low]! > 0.5 * magnitudes[p]!)
        isPartial[p] = 1;
    }
  }
}
