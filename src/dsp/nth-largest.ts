/** The nth largest, from 1, of the first `count` numbers, which it puts into another order (Hoare 1961, Find). */
export function nthLargest(values: Float64Array, count: number, n: number): number {
  const place = n - 1;
  let first = 0;
  let last = count - 1;
  while (first < last) {
    const pivot = values[place]!;
    let i = first;
    let j = last;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (place <= j) last = j;
    else if (place >= i) first = i;
    else break;
  }
  return values[place]!;
}

/** Median of the first `count` numbers, which it puts into another order; NaN of none. */
export function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return NaN;
  const upper = nthLargest(values, count, Math.ceil(count / 2));
  if (count % 2 === 1) return upper;
  // what comes after it is not larger
  let lower = -Infinity;
  for (let i = count / 2; i < count; i++) if (values[i]! > lower) lower = values[i]!;
  return (upper + lower) / 2;
}
