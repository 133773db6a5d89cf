/** Whether values rise or fall with their place. */
export type MannKendall = {
  /** -1 (every later value is lower) to 1. */
  readonly tau: number;
  /** One-sided. */
  readonly falling: number;
  readonly rising: number;
};

/**
 * Mann (1945) and Kendall's test: S = sum of the signs of all later values less earlier ones. Exact where no two values
 * are equal; otherwise from the normal distribution with the variance of ties. NaN values are left out.
 */
export function mannKendall(series: ArrayLike<number>): MannKendall {
  const values = Array.from(series).filter((value) => !Number.isNaN(value));
  const n = values.length;
  const pairs = (n * (n - 1)) / 2;
  let sum = 0;
  for (let i = 1; i < n; i++) for (let k = 0; k < i; k++) sum += Math.sign(values[i]! - values[k]!);
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const tied = [...sizes.values()];
  const [falling, rising] =
    tied.length === n
      ? [exactTail((pairs + sum) / 2, n), exactTail((pairs - sum) / 2, n)]
      : [normalTail(sum, n, tied), normalTail(-sum, n, tied)];
  return { tau: pairs > 0 ? sum / pairs : 0, falling, rising };
}

/** Share of the orders of n values with at most `concordant` pairs in order (Mahonian numbers, one value at a time). */
function exactTail(concordant: number, n: number): number {
  let shares = [1];
  for (let size = 2; size <= n; size++) {
    const next = Array.from({ length: shares.length + size - 1 }, () => 0);
    shares.forEach((share, count) => {
      for (let more = 0; more < size; more++) next[count + more]! += share / size;
    });
    shares = next;
  }
  return Math.min(
    1,
    shares.slice(0, concordant + 1).reduce((sum, share) => sum + share, 0),
  );
}

/** Chance of a sum at most as large, with half a step of continuity. */
function normalTail(sum: number, n: number, tied: readonly number[]): number {
  const spread = (size: number) => size * (size - 1) * (2 * size + 5);
  const variance = (spread(n) - tied.reduce((total, size) => total + spread(size), 0)) / 18;
  return variance > 0 ? normalShare((sum + 1) / Math.sqrt(variance)) : 1;
}

/** Share of the normal distribution below z, within 1e-7 (Abramowitz & Stegun 26.2.17). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z > 0 ? 1 - upper : upper;
}
