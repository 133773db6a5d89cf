import { bootstrap, type Interval } from './bootstrap.js';

/** A share of n trials with Wilson's (1927) 95 % interval. */
export function shareInterval(hits: number, n: number): Interval {
  const z2 = 1.96 ** 2;
  const value = hits / n;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (1.96 / (1 + z2 / n)) * Math.sqrt((value * (1 - value)) / n + z2 / (4 * n * n));
  return { value, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/**
 * The share of hits with 95 % bounds that resample groups. Where all are hits, or none, a resample says nothing:
 * Wilson's interval is taken of as many trials as there are groups, since those of one group are not independent.
 */
export function groupedShare(hits: readonly boolean[], groups: readonly string[]): Interval {
  const shareOf = (drawn: readonly boolean[]) => drawn.filter(Boolean).length / drawn.length;
  if (hits.every((hit) => hit === hits[0])) {
    const trials = new Set(groups).size;
    return shareInterval(hits[0] ? trials : 0, trials);
  }
  return bootstrap(hits, shareOf, { groups });
}
