import { median } from '../dsp/statistics.js';
import { numbered } from '../profiles/folds.js';
import { pairDistances } from './pair-distances.js';
import type { RowSet } from './row-set.js';

/** What every statistic of every subset of some rows is read from; made once, before any permutation. */
export type Geometry = {
  readonly count: number;
  /** Element i * count + k: mean squared difference of two rows, over the columns that both have. */
  readonly squared: Float64Array;
  /** Root mean square of each row: its distance from the median, where rows are residuals. */
  readonly norms: Float64Array;
  /** Element i * (count - 1) + r: the r-th nearest other row of row i. */
  readonly nearer: Int32Array;
  /** Median squared distance of all pairs. */
  readonly typical: number;
  /** Squares of the Gaussian kernel exp(-d^2 / (2 s^2)), 2 s being the root of the typical squared distance. */
  readonly similarity: Float64Array;
  readonly groups: Int32Array;
};

export function geometryOf({ count, width, z, groups }: RowSet): Geometry {
  const squared = pairDistances(z, count, width);
  const typical = median(offDiagonal(squared, count));
  return {
    count,
    squared,
    norms: Float64Array.from({ length: count }, (_, row) => rootMeanSquare(z.subarray(row * width, (row + 1) * width))),
    nearer: neighbourOrder(squared, count),
    typical,
    similarity: similarityOf(squared, typical),
    groups: Int32Array.from(numbered(groups)),
  };
}

/** The same rows under the kernel of other ones, so that their Vendi scores can be compared. */
export function withTypical(geometry: Geometry, typical: number): Geometry {
  return { ...geometry, typical, similarity: similarityOf(geometry.squared, typical) };
}

function similarityOf(squared: Float64Array, typical: number): Float64Array {
  return squared.map((distance) => (typical > 0 ? Math.exp((-4 * distance) / typical) : 1));
}

function rootMeanSquare(row: Float64Array): number {
  let sum = 0;
  let present = 0;
  for (const value of row)
    if (!Number.isNaN(value)) {
      sum += value * value;
      present++;
    }
  return Math.sqrt(sum / present);
}

function offDiagonal(matrix: Float64Array, count: number): Float64Array {
  const pairs = new Float64Array((count * Math.max(0, count - 1)) / 2);
  for (let i = 1, at = 0; i < count; i++) for (let k = 0; k < i; k++) pairs[at++] = matrix[i * count + k]!;
  return pairs;
}

function neighbourOrder(squared: Float64Array, count: number): Int32Array {
  const nearer = new Int32Array(count * Math.max(0, count - 1));
  const others = new Int32Array(Math.max(0, count - 1));
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < count - 1; k++) others[k] = k < i ? k : k + 1;
    others.sort((a, b) => squared[i * count + a]! - squared[i * count + b]! || a - b);
    nearer.set(others, i * (count - 1));
  }
  return nearer;
}
