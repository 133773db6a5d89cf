import { symmetricEigen } from '../dsp/linear-algebra.js';
import { seededRandom } from '../dsp/seeded-random.js';
import { clipped } from './centred.js';
import { rarefied } from './group-splits.js';
import { pairDistances } from './pair-distances.js';
import { commonColumns, joinSets, type RowSet, selectSetColumns, selectSetRows } from './row-set.js';

export type Point = readonly [x: number, y: number];

/** What plots of two sets show. */
export type Portrait = {
  /** The tracks of either, at equal size, in the two directions in which both together spread most. */
  readonly points: { readonly a: readonly Point[]; readonly b: readonly Point[] };
  /** Shares of the variance of both that lie along them. */
  readonly explained: readonly [number, number];
  /** Distance of each track to its nearest by another artist, ascending. */
  readonly nearest: { readonly a: readonly number[]; readonly b: readonly number[] };
};

/** The first two principal components of both sets together; in this picture alone a missing number lies at the mean. */
export function portraitOf(a: RowSet, b: RowSet, size: number, seed: number): Portrait {
  const columns = commonColumns([a, b]);
  const random = seededRandom(seed);
  const [first, second] = [a, b].map((set) => {
    const complete = selectSetColumns(clipped(set), columns);
    const rows = Int32Array.from({ length: complete.count }, (_, row) => row);
    return selectSetRows(complete, rarefied(rows, size, random));
  }) as [RowSet, RowSet];
  const both = joinSets(first, second);
  const { width } = both;
  const filled = deviations(both);
  const covariance = new Float64Array(width * width);
  for (let row = 0; row < both.count; row++)
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) covariance[i * width + j]! += filled[row * width + i]! * filled[row * width + j]!;
  const { values, vectors } = symmetricEigen(covariance, width);
  const [along, across] = [...values.keys()].sort((i, j) => values[j]! - values[i]!) as [number, number];
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const points = Array.from({ length: both.count }, (_, row): Point => {
    let [x, y] = [0, 0];
    for (let j = 0; j < width; j++) {
      x += filled[row * width + j]! * vectors[j * width + along]!;
      y += filled[row * width + j]! * vectors[j * width + across]!;
    }
    return [x, y];
  });
  return {
    points: { a: points.slice(0, first.count), b: points.slice(first.count) },
    explained: [values[along]! / total, values[across]! / total],
    nearest: { a: nearestOf(first), b: nearestOf(second) },
  };
}

function deviations({ count, width, z }: RowSet): Float64Array {
  const filled = new Float64Array(z.length);
  for (let j = 0; j < width; j++) {
    let sum = 0;
    let present = 0;
    for (let at = j; at < z.length; at += width)
      if (!Number.isNaN(z[at]!)) {
        sum += z[at]!;
        present++;
      }
    for (let row = 0; row < count; row++) {
      const value = z[row * width + j]!;
      filled[row * width + j] = Number.isNaN(value) ? 0 : value - sum / present;
    }
  }
  return filled;
}

function nearestOf({ count, width, z, groups }: RowSet): number[] {
  const squared = pairDistances(z, count, width);
  const nearest = groups.map((group, i) =>
    Math.sqrt(
      Math.min(...Array.from({ length: count }, (_, k) => (groups[k] === group ? Infinity : squared[i * count + k]!))),
    ),
  );
  return nearest.sort((x, y) => x - y);
}
