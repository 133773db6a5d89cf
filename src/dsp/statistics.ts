/** The defined (not NaN) numbers, ascending. */
export function sortedDefined(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

/** Quantile of ascending numbers by linear interpolation (Hyndman & Fan 1996, type 7); NaN of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const fraction = place - below;
  return fraction === 0 ? low : low + fraction * (sorted[below + 1]! - low);
}

/** Median of the defined numbers; NaN where there are none. */
export function median(values: ArrayLike<number>): number {
  return quantile(sortedDefined(values), 0.5);
}

/** Mean of the defined numbers; NaN where there are none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) {
      sum += value;
      count++;
    }
  }
  return count === 0 ? NaN : sum / count;
}

/** Standard deviation of the defined numbers, sqrt(sum (x - mean)^2 / (n - 1)); NaN where there are fewer than two. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) {
      squares += (value - centre) ** 2;
      count++;
    }
  }
  return count < 2 ? NaN : Math.sqrt(squares / (count - 1));
}

/** Median absolute deviation from the median, unscaled; NaN where nothing is defined. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const sorted = sortedDefined(values);
  const centre = quantile(sorted, 0.5);
  return median(sorted.map((value) => Math.abs(value - centre)));
}
