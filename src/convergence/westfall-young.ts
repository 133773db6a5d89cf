/** p of every statistic of a family, small values being extreme, and of the family. */
export type FamilyTest = {
  readonly raw: readonly number[];
  /** By step-down min-p: the chance of as small a p anywhere in the family, or among what is left of it. */
  readonly adjusted: readonly number[];
};

/**
 * Westfall & Young's (1993) step-down min-p from permutations: `draws[s][k]` is statistic s of permutation k. The
 * observed values count as one more permutation, so that no p is below 1 / (permutations + 1). An undefined statistic
 * has p = 1.
 */
export function westfallYoung(observed: readonly number[], draws: readonly Float64Array[]): FamilyTest {
  const permutations = draws[0]?.length ?? 0;
  const total = permutations + 1;
  const sorted = draws.map((column, s) => Float64Array.from([...column, observed[s]!]).sort());
  const pOf = (s: number, value: number) => (Number.isNaN(value) ? 1 : countUpTo(sorted[s]!, value) / total);
  const raw = observed.map((value, s) => pOf(s, value));
  const order = [...raw.keys()].sort((a, b) => raw[b]! - raw[a]!);
  const asSmall = new Int32Array(raw.length).fill(1);
  for (let k = 0; k < permutations; k++) {
    let least = 1;
    for (const s of order) {
      least = Math.min(least, pOf(s, draws[s]![k]!));
      if (least <= raw[s]!) asSmall[s]!++;
    }
  }
  const adjusted = Array.from(asSmall, (count) => count / total);
  // what is less extreme is never more sure
  for (let place = order.length - 2; place >= 0; place--)
    adjusted[order[place]!] = Math.max(adjusted[order[place]!]!, adjusted[order[place + 1]!]!);
  return { raw, adjusted };
}

/** How many ascending numbers are at most `value`; NaN counts as beyond everything. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
