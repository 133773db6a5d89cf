/** Rows of 10 log10(power), none further below the largest than `range` dB; `loudest` is -Infinity where all is silence. */
export type RelativeDecibels = { readonly rows: Float64Array; readonly loudest: number };

export function relativeDecibels(power: ArrayLike<number>, range: number): RelativeDecibels {
  let most = 0;
  for (let i = 0; i < power.length; i++) if (power[i]! > most) most = power[i]!;
  const rows = new Float64Array(power.length);
  const loudest = 10 * Math.log10(most);
  const floor = most * 10 ** (-range / 10);
  const scale = 10 / Math.LN10;
  for (let i = 0; i < rows.length; i++) rows[i] = power[i]! > floor ? scale * Math.log(power[i]!) : loudest - range;
  return { rows, loudest };
}

/** Which rows lie within `range` dB of the loudest row's total power. */
export function soundingRows(power: ArrayLike<number>, size: number, range: number): readonly boolean[] {
  const count = Math.floor(power.length / size);
  const totals = new Float64Array(count);
  let most = 0;
  for (let t = 0; t < count; t++) {
    let total = 0;
    for (let b = 0; b < size; b++) total += power[t * size + b]!;
    totals[t] = total;
    if (total > most) most = total;
  }
  const gate = most * 10 ** (-range / 10);
  return Array.from(totals, (total) => most > 0 && total >= gate);
}
