/**
 * How often a number of `a` is above one of `b`, less how often it is below: -1 to 1 (Cliff 1993); equal ones count for
 * neither. NaN where either has none; numbers that are NaN are left out.
 */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      if (Number.isNaN(a[i]! + b[j]!)) continue;
      won += Math.sign(a[i]! - b[j]!);
      pairs++;
    }
  return pairs === 0 ? NaN : won / pairs;
}

/**
 * Two-sided p of Mann & Whitney (1947) for two samples that do not differ, by the normal approximation with ties and
 * continuity corrected; 1 where nothing varies.
 */
export function rankSumProbability(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [n, m] = [a.length, b.length];
  const sizes = new Map<number, number>();
  for (const value of [...Array.from(a), ...Array.from(b)]) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const total = n + m;
  const ties = [...sizes.values()].reduce((sum, size) => sum + size ** 3 - size, 0);
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  const excess = Math.abs((cliffsDelta(a, b) * n * m) / 2) - 0.5;
  return variance > 0 ? Math.min(1, 2 * upperTail(Math.max(0, excess) / Math.sqrt(variance))) : 1;
}

/** P(Z > z) of a standard normal, z >= 0: Abramowitz & Stegun (1964) 26.2.17, within 7.5e-8. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduceRight((rest, coefficient) => (rest + coefficient) * t, 0);
  return (sum * Math.exp(-(z ** 2) / 2)) / Math.sqrt(2 * Math.PI);
}
