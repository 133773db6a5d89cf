/** Harmonics that are looked for. */
export const harmonics = 10;

/**
 * Of the peaks [from, to), which ascend in frequency, the strongest near each of the first ten multiples of a pitch, within
 * a ratio: its place in `found`, or -1 where there is none.
 */
export function findHarmonics(
  { frequencies, magnitudes }: { readonly frequencies: Float64Array; readonly magnitudes: Float64Array },
  from: number,
  to: number,
  pitchHz: number,
  tolerance: number,
  found: Int32Array,
): void {
  let p = from;
  for (let n = 1; n <= harmonics; n++) {
    while (p < to && frequencies[p]! < (n * pitchHz) / tolerance) p++;
    let strongest = -1;
    for (; p < to && frequencies[p]! <= n * pitchHz * tolerance; p++)
      if (strongest < 0 || magnitudes[p]! > magnitudes[strongest]!) strongest = p;
    found[n - 1] = strongest;
  }
}
