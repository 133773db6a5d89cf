import type { Geometry } from './geometry.js';

/**
 * How wide a set of rows is, of sets of equal size:
 * - dispersion: mean distance of its rows from the set's median (Anderson 2006);
 * - nearest: mean distance of its rows to the nearest row by another artist;
 * - vendi: effective number of distinct rows, n^2 / sum_ik k(i, k)^2, the Vendi score of order 2 with a Gaussian kernel
 *   (Friedman & Dieng 2023; Pasarkar & Dieng 2023);
 * - effectiveRank: (sum of the covariance's eigenvalues)^2 / sum of their squares, the participation ratio;
 * - isolation: nearest / dispersion, low where rows lie in clumps.
 * The last two say what shape the spread has, and nothing of how far it goes.
 */
export const statisticNames = ['dispersion', 'nearest', 'vendi', 'effectiveRank', 'isolation'] as const;
export type StatisticName = (typeof statisticNames)[number];

/** The ones whose fall is what convergence means: the primary family. */
export const primaryFamily = ['dispersion', 'nearest', 'vendi'] as const satisfies readonly StatisticName[];

/** Distances below this share of a robust z are none: identical tracks have a logarithm too. */
const leastDistance = 1e-6;

/** Logarithms of the statistics of some rows, in the order of `statisticNames`; NaN where there are fewer than two. */
export function logStatistics(geometry: Geometry, members: Int32Array): Float64Array {
  const n = members.length;
  if (n < 2) return new Float64Array(statisticNames.length).fill(NaN);
  const { count, squared, norms, similarity } = geometry;
  let dispersion = 0;
  let alike = n; // the diagonal
  let squares = 0;
  let total = 0;
  let squaredTotals = 0;
  const totals = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = members[i]! * count;
    dispersion += norms[members[i]!]!;
    let ownTotal = totals[i]!;
    for (let k = 0; k < i; k++) {
      const at = row + members[k]!;
      const distance = squared[at]!;
      alike += 2 * similarity[at]!;
      squares += 2 * distance * distance;
      ownTotal += distance;
      totals[k]! += distance;
    }
    totals[i] = ownTotal;
  }
  for (const own of totals) {
    total += own;
    squaredTotals += own * own;
  }
  // of the Gram matrix -1/2 H D H (Gower 1966), without making it
  const trace = total / (2 * n);
  const frobenius = (squares - (2 / n) * squaredTotals + (total / n) ** 2) / 4;
  const spread = Math.log(Math.max(leastDistance, dispersion / n));
  const nearest = Math.log(Math.max(leastDistance, meanNearest(geometry, members)));
  const rank = Math.log(frobenius > 0 ? (trace * trace) / frobenius : 1);
  return Float64Array.of(spread, nearest, Math.log((n * n) / alike), rank, nearest - spread);
}

/** NaN where all members are by one artist. */
function meanNearest({ count, squared, nearer, groups }: Geometry, members: Int32Array): number {
  const inSet = new Uint8Array(count);
  for (const member of members) inSet[member] = 1;
  let sum = 0;
  let found = 0;
  for (const member of members) {
    const start = member * (count - 1);
    for (let at = start; at < start + count - 1; at++) {
      const other = nearer[at]!;
      if (inSet[other] === 0 || groups[other] === groups[member]) continue;
      sum += Math.sqrt(squared[member * count + other]!);
      found++;
      break;
    }
  }
  return sum / found;
}
