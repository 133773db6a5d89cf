import type { Interval } from './bootstrap.js';

/** A share of n trials with Wilson's (1927) 95 % interval. */
export function shareInterval(hits: number, n: number): Interval {
  const z2 = 1.96 ** 2;
  const value = hits / n;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (1.96 / (1 + z2 / n)) * Math.sqrt((value * (1 - value)) / n + z2 / (4 * n * n));
  return { value, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
