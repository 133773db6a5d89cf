import { nthLargest } from './nth-largest.js';

/** Finds the sinusoids of a magnitude spectrum; the arrays are rewritten by each call. */
export type PeakFinder = {
  /** Hertz and linear magnitude of the peaks found, ascending in frequency; only the first `find(...)` numbers are meant. */
  readonly frequencies: Float64Array;
  readonly magnitudes: Float64Array;
  /** How many peaks `spectrum` has: its strongest local maxima, at most `maximumPeaks`. */
  find(spectrum: Float32Array): number;
};

export type PeakFinderOptions = {
  /** Hertz between bins. */
  readonly binHz: number;
  readonly lowHz: number;
  readonly highHz: number;
  readonly maximumPeaks: number;
  /** Peaks below this share of the largest magnitude are left out. */
  readonly floorRatio: number;
  /** A spectrum that stays below this magnitude has no peaks. */
  readonly leastMagnitude: number;
};

/**
 * Local maxima refined by a parabola through the logarithms of three bins (Smith & Serra 1987), less the parabola's own
 * bias under a Blackman–Harris window, .0166 d (1 - 4 d^2) bins: within .0001 bin of a lone sinusoid.
 */
export function createPeakFinder(bins: number, options: PeakFinderOptions): PeakFinder {
  const { binHz, lowHz, highHz, maximumPeaks, floorRatio, leastMagnitude } = options;
  const first = Math.max(1, Math.ceil(lowHz / binHz));
  const last = Math.min(bins - 2, Math.floor(highHz / binHz));
  const places = new Uint32Array(bins);
  const heights = new Float64Array(bins);
  const frequencies = new Float64Array(maximumPeaks);
  const magnitudes = new Float64Array(maximumPeaks);

  function findMaxima(spectrum: Float32Array, least: number): number {
    let count = 0;
    for (let k = first; k <= last; k++) {
      const here = spectrum[k]!;
      if (here > least && here > spectrum[k - 1]! && here >= spectrum[k + 1]!) {
        places[count] = k;
        heights[count++] = here;
      }
    }
    return count;
  }

  return {
    frequencies,
    magnitudes,
    find(spectrum) {
      let largest = 0;
      for (let k = first; k <= last; k++) if (spectrum[k]! > largest) largest = spectrum[k]!;
      if (largest < leastMagnitude) return 0;
      const found = findMaxima(spectrum, largest * floorRatio);
      let least = 0;
      if (found > maximumPeaks) least = nthLargest(heights, found, maximumPeaks);
      let count = 0;
      for (let i = 0; i < found && count < maximumPeaks; i++) {
        const k = places[i]!;
        if (spectrum[k]! < least) continue;
        // a bin of 0 beside a peak has no logarithm
        const here = Math.log(spectrum[k]!);
        const below = Math.log(Math.max(spectrum[k - 1]!, spectrum[k]! * 1e-6));
        const above = Math.log(Math.max(spectrum[k + 1]!, spectrum[k]! * 1e-6));
        const offset = (0.5 * (below - above)) / (below - 2 * here + above);
        frequencies[count] = (k + offset - 0.0166 * offset * (1 - 4 * offset * offset)) * binHz;
        magnitudes[count++] = Math.exp(here - 0.25 * (below - above) * offset);
      }
      return count;
    },
  };
}
