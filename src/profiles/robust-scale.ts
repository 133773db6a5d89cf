/** Centre and spread of a column. A spread of 0 says that the column does not vary: it cannot be scored. */
export type RobustScale = { readonly centre: number; readonly spread: number };

/**
 * Weighted median and spread of ascending `values`: 1.4826 MAD, or .7413 IQR where the MAD is 0, or the standard
 * deviation where both are. O(n): the values are sorted once and shared by all cross-fitting. NaN of nothing.
 */
export function robustScale(values: Float64Array, weights: Float64Array, count: number): RobustScale {
  if (count === 0) return { centre: NaN, spread: 0 };
  let total = 0;
  for (let i = 0; i < count; i++) total += weights[i]!;
  const centre = weightedQuantile(values, weights, count, total, 0.5);
  const deviation = weightedDeviation(values, weights, count, total, centre);
  if (deviation > 0) return { centre, spread: 1.4826 * deviation };
  const range =
    weightedQuantile(values, weights, count, total, 0.75) - weightedQuantile(values, weights, count, total, 0.25);
  return { centre, spread: range > 0 ? 0.7413 * range : weightedSd(values, weights, count, total) };
}

/** The same where all weights are 1, several times as fast: most of the time of cross-fitting would go here. */
export function evenScale(values: Float64Array, count: number): RobustScale {
  const half = count >> 1;
  const odd = (count & 1) === 1;
  const centre = odd ? values[half]! : (values[half - 1]! + values[half]!) / 2;
  let left = half - 1;
  let right = half;
  let before = 0;
  let deviation = 0;
  for (let taken = 0; taken <= half && taken < count; taken++) {
    before = deviation;
    const below = left >= 0 ? centre - values[left]! : Infinity;
    const above = right < count ? values[right]! - centre : Infinity;
    deviation = Math.min(below, above);
    if (below <= above) left--;
    else right++;
  }
  const median = odd ? deviation : (before + deviation) / 2;
  return median > 0 ? { centre, spread: 1.4826 * median } : robustScale(values, new Float64Array(count).fill(1), count);
}

/** The value at which the weights below reach the share; halfway to the next where they reach it exactly. */
function weightedQuantile(
  values: Float64Array,
  weights: Float64Array,
  count: number,
  total: number,
  share: number,
): number {
  const target = share * total;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += weights[i]!;
    if (sum >= target * (1 + 1e-9)) return values[i]!;
    if (sum >= target * (1 - 1e-9)) return i + 1 < count ? (values[i]! + values[i + 1]!) / 2 : values[i]!;
  }
  return values[count - 1]!;
}

/** Weighted median of |value - centre|, by walking outwards from the centre. */
function weightedDeviation(
  values: Float64Array,
  weights: Float64Array,
  count: number,
  total: number,
  centre: number,
): number {
  let right = 0;
  while (right < count && values[right]! < centre) right++;
  let left = right - 1;
  let sum = 0;
  let reached = -1;
  while (left >= 0 || right < count) {
    const below = left >= 0 ? centre - values[left]! : Infinity;
    const above = right < count ? values[right]! - centre : Infinity;
    const nearer = Math.min(below, above);
    if (reached >= 0) return (reached + nearer) / 2;
    sum += below <= above ? weights[left--]! : weights[right++]!;
    if (sum >= 0.5 * total * (1 + 1e-9)) return nearer;
    if (sum >= 0.5 * total * (1 - 1e-9)) reached = nearer;
  }
  return Math.max(reached, 0);
}

function weightedSd(values: Float64Array, weights: Float64Array, count: number, total: number): number {
  if (values[0] === values[count - 1]) return 0;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += (weights[i]! * values[i]!) / total;
  let variance = 0;
  for (let i = 0; i < count; i++) variance += (weights[i]! * (values[i]! - mean) ** 2) / total;
  return Math.sqrt(variance);
}
