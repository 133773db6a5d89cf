/** An unbroken stretch of pitch: its first row, and its cents above A = 440 Hz. */
export type Line = { readonly from: number; readonly cents: Float64Array };

/** A line breaks where neighbouring rows are further apart than this. */
const breakCents = 100;

/** The stretches of f0 (Hz, NaN unvoiced) that are at least two rows long and nowhere jump by a semitone. */
export function unbrokenLines(hertz: Float32Array): readonly Line[] {
  const lines: Line[] = [];
  const cents = Float64Array.from(hertz, (pitch) => 1200 * Math.log2(pitch / 440));
  let from = 0;
  for (let i = 1; i <= cents.length; i++) {
    if (i < cents.length && Math.abs(cents[i]! - cents[i - 1]!) < breakCents) continue;
    if (i - from > 1) lines.push({ from, cents: cents.slice(from, i) });
    from = i;
  }
  return lines;
}
