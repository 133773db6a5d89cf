import { sortedDefined } from '../dsp/statistics.js';

/** One measure of how extreme a recording is, and the same of every reference, larger being more so. */
export type Extremeness = { readonly value: number; readonly references: ArrayLike<number> };

/**
 * p that a recording is drawn as the references were, from several measures at once: each of the n + 1 (it and they) has
 * in each measure the share of all that are at least as extreme; these are multiplied (Fisher 1932), so that what is rather
 * far in every respect is found even where one odd reference lies beyond it in each; p is the share of all whose product is
 * no larger. Nothing is assumed of how the measures depend on one another (Westfall & Young 1993), and p <= a falls to at
 * most a of such recordings. References that lack a measure are left out; NaN where the recording lacks one or no
 * reference is left.
 */
export function combinedProbability(measures: readonly Extremeness[]): number {
  const references = Array.from(measures[0]!.references, (_, i) => measures.map((measure) => measure.references[i]!));
  const pool = [measures.map(({ value }) => value), ...references.filter((values) => !values.some(Number.isNaN))];
  if (pool[0]!.some(Number.isNaN) || pool.length < 2) return NaN;
  const shares = measures.map((_, measure) => sharesAtLeast(pool.map((values) => values[measure]!)));
  const products = pool.map((_, i) => shares.reduce((logs, own) => logs + Math.log(own[i]!), 0));
  return products.filter((product) => product <= products[0]! + 1e-12).length / pool.length;
}

/** Of each value, the share of all that are at least as large. */
function sharesAtLeast(values: readonly number[]): number[] {
  const sorted = sortedDefined(values);
  return values.map((value) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return (sorted.length - low) / sorted.length;
  });
}
