/** Radii of the circles of fifths, minor thirds and major thirds (Harte & Sandler 2006). */
const radii = [1, 1, 0.5];
const stepsOfCircle = [(7 * Math.PI) / 6, (3 * Math.PI) / 2, (2 * Math.PI) / 3];
const table = Float64Array.from({ length: 72 }, (_, i) => {
  const circle = (i % 6) >> 1;
  const angle = Math.floor(i / 6) * stepsOfCircle[circle]!;
  return radii[circle]! * (i % 2 === 0 ? Math.sin(angle) : Math.cos(angle));
});

/** Writes the 6-D tonal centroid of the 12 numbers at `chroma[from]`, which sum to 1, to `centroid[at]`: `sum_pc chroma[pc] phi[pc]`. */
export function tonalCentroid(chroma: ArrayLike<number>, from: number, centroid: Float64Array, at: number): void {
  for (let d = 0; d < 6; d++) {
    let sum = 0;
    for (let pc = 0; pc < 12; pc++) sum += chroma[from + pc]! * table[6 * pc + d]!;
    centroid[at + d] = sum;
  }
}
