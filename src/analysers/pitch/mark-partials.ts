/** Partials that do not fall on an octave of their fundamental, and so on its semitone grid only roughly. */
const offOctavePartials = [3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15];
/** A peak this near to a multiple of a lower one is taken for its partial: 30 cents. */
const tolerance = 2 ** (30 / 1200) - 1;

/**
 * Of a frame's first `count` peaks, ascending in frequency: the magnitude of the strongest lower one of which each may be the
 * 3rd, 5th, 6th, 7th, 9th ... partial, 0 where there is none.
 */
export function findFundamentals(
  frequencies: ArrayLike<number>,
  magnitudes: ArrayLike<number>,
  count: number,
  fundamentals: Float64Array,
): void {
  fundamentals.fill(0, 0, count);
  for (const partial of offOctavePartials) {
    let low = 0;
    for (let p = 0; p < count; p++) {
      const fundamental = frequencies[p]! / partial;
      while (frequencies[low]! < fundamental * (1 - tolerance)) low++;
      if (frequencies[low]! <= fundamental * (1 + tolerance))
        fundamentals[p] = Math.max(fundamentals[p]!, magnitudes[low]!);
    }
  }
}

/** Of a frame's first `count` peaks: 1 for each that a lower one, at least half as strong, explains as its off-octave partial, else 0. */
export function createPartialMarker(most: number) {
  const fundamentals = new Float64Array(most);
  return (
    frequencies: ArrayLike<number>,
    magnitudes: ArrayLike<number>,
    count: number,
    isPartial: Float32Array,
  ): void => {
    findFundamentals(frequencies, magnitudes, count, fundamentals);
    for (let p = 0; p < count; p++) isPartial[p] = fundamentals[p]! > 0.5 * magnitudes[p]! ? 1 : 0;
  };
}
