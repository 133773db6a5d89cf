/**
 * Median of each value and its neighbours, `reach` on either side; the edges are mirrored (x[-1] is x[0]).
 * Writes to `out`, which is not `values`. Values must be defined.
 */
export function runningMedian(values: Float64Array, reach: number, out: Float64Array): void {
  const size = 2 * reach + 1;
  const count = values.length;
  const sorted = new Float64Array(size);
  for (let i = 0; i < size; i++) insert(sorted, i, values[mirrored(i - reach, count)]!);
  for (let i = 0; i < count; i++) {
    out[i] = sorted[reach]!;
    if (i + 1 < count) replace(sorted, values[mirrored(i - reach, count)]!, values[mirrored(i + 1 + reach, count)]!);
  }
}

/** Puts a value among the first `count` ascending numbers. */
function insert(sorted: Float64Array, count: number, value: number): void {
  let i = count;
  for (; i > 0 && sorted[i - 1]! > value; i--) sorted[i] = sorted[i - 1]!;
  sorted[i] = value;
}

/** Takes one value out of the ascending numbers and puts another in, moving only what lies between. */
function replace(sorted: Float64Array, leaving: number, coming: number): void {
  let i = 0;
  while (sorted[i] !== leaving) i++;
  if (coming > leaving) for (; i + 1 < sorted.length && sorted[i + 1]! < coming; i++) sorted[i] = sorted[i + 1]!;
  else for (; i > 0 && sorted[i - 1]! > coming; i--) sorted[i] = sorted[i - 1]!;
  sorted[i] = coming;
}

function mirrored(index: number, count: number): number {
  if (index >= 0 && index < count) return index;
  const period = 2 * count;
  const place = ((index % period) + period) % period;
  return place < count ? place : period - 1 - place;
}
