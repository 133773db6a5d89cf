/** Lower edges of the octave bands in hertz; the last band ends at the highest bin. */
export const contrastEdges: readonly number[] = [0, 200, 400, 800, 1600, 3200, 6400];

export type SpectralContrast = {
  /** Writes the decibels between peaks and valleys of each band to `row`, at most 100; NaN where a band is silent. */
  measure(magnitude: Float32Array, row: Float64Array): void;
};

const mostDecibels = 100;

/**
 * 20 log10(peak / valley) in each band of a magnitude spectrum, peak and valley the means of its largest and smallest
 * `share` of bins (at least one). Bands take in one bin below their lower edge, as librosa's do (whose numbers are half
 * of these: it takes 10 log10 of magnitudes). Source: Jiang et al. 2002.
 */
export function createSpectralContrast(frequencies: Float32Array, highHz: number, share: number): SpectralContrast {
  const bands = contrastEdges.map((lowEdge, b) => {
    const highEdge = contrastEdges[b + 1];
    let first = 0;
    while (frequencies[first]! < lowEdge) first++;
    let end = first;
    while (end < frequencies.length && frequencies[end]! <= (highEdge ?? highHz)) end++;
    if (b > 0) first--;
    const counted = Math.max(1, roundHalfToEven(share * (end - first)));
    // The bin on the upper edge belongs to the band above.
    return { first, end: highEdge === undefined ? end : end - 1, counted };
  });
  const most = Math.max(...bands.map(({ counted }) => counted));
  const largest = new Float64Array(most);
  const smallest = new Float64Array(most);
  return {
    measure(magnitude, row) {
      for (let b = 0; b < bands.length; b++) {
        const { first, end, counted } = bands[b]!;
        extremes(magnitude, first, end, counted, largest, smallest);
        let peak = 0;
        let valley = 0;
        for (let i = 0; i < counted; i++) {
          peak += largest[i]!;
          valley += smallest[i]!;
        }
        row[b] = peak > 0 ? Math.min(mostDecibels, 20 * Math.log10(peak / valley)) : NaN;
      }
    },
  };
}

/** The `counted` largest and smallest of values[first .. end), each in order from the most extreme. */
function extremes(
  values: Float32Array,
  first: number,
  end: number,
  counted: number,
  largest: Float64Array,
  smallest: Float64Array,
): void {
  largest.fill(-Infinity, 0, counted);
  smallest.fill(Infinity, 0, counted);
  for (let k = first; k < end; k++) {
    const value = values[k]!;
    if (value > largest[counted - 1]!) {
      let i = counted - 1;
      for (; i > 0 && largest[i - 1]! < value; i--) largest[i] = largest[i - 1]!;
      largest[i] = value;
    }
    if (value < smallest[counted - 1]!) {
      let i = counted - 1;
      for (; i > 0 && smallest[i - 1]! > value; i--) smallest[i] = smallest[i - 1]!;
      smallest[i] = value;
    }
  }
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const half = value - floor === 0.5;
  return half ? floor + (floor % 2) : Math.round(value);
}
