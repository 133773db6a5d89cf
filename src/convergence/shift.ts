import { seededRandom } from '../dsp/seeded-random.js';
import { quantile, sortedDefined } from '../dsp/statistics.js';
import { numbered } from '../profiles/folds.js';
import { clipped } from './centred.js';
import { groupSplitter } from './group-splits.js';
import { type Interval, intervalTail } from './interval.js';
import type { PermutationOptions } from './narrowing.js';
import { joinSets, type RowSet } from './row-set.js';

/** How far the middle of B lies from that of A. */
export type Shift = {
  /** Root mean square over features of the difference of means, in robust z, less what chance alone makes of it. */
  readonly distance: Interval;
  /** Share of permutations of artists with as large a distance. */
  readonly p: number;
};

const resamples = 500;

/** Two-sample test of means with whole artists permuted; the interval weighs artists by a Bayesian bootstrap (Rubin 1981). */
export function testShift(a: RowSet, b: RowSet, { permutations, seed }: PermutationOptions): Shift {
  const both = clipped(joinSets(a, b));
  const groups = Int32Array.from(numbered(both.groups));
  const random = seededRandom(seed);
  const even = new Float64Array(both.count).fill(1);
  const rowsOfA = Int32Array.from({ length: a.count }, (_, row) => row);
  const rowsOfB = Int32Array.from({ length: b.count }, (_, row) => a.count + row);
  const apart = (first: Int32Array, second: Int32Array, weights: Float64Array) =>
    meanSquare(means(both, first, weights), means(both, second, weights));
  const observed = apart(rowsOfA, rowsOfB, even);
  const split = groupSplitter(groups, [a.count, b.count], random);
  let asLarge = 1;
  for (let k = 0; k < permutations; k++) if (apart(...split(), even) >= observed) asLarge++;
  const draws = new Float64Array(resamples);
  const weights = new Float64Array(both.count);
  const ofGroup = new Float64Array(Math.max(-1, ...groups) + 1);
  for (let draw = 0; draw < resamples; draw++) {
    for (let group = 0; group < ofGroup.length; group++) ofGroup[group] = -Math.log(1 - random());
    for (let row = 0; row < weights.length; row++) weights[row] = ofGroup[groups[row]!]!;
    draws[draw] = apart(rowsOfA, rowsOfB, weights);
  }
  // a resample is noisier than the sample by as much as the sample is noisier than the truth
  const noise = Math.max(0, draws.reduce((sum, value) => sum + value, 0) / resamples - observed);
  const sorted = sortedDefined(draws);
  const root = (square: number) => Math.sqrt(Math.max(0, square));
  const value = root(observed - noise);
  return {
    distance: {
      value,
      low: Math.min(value, root(quantile(sorted, intervalTail) - 2 * noise)),
      high: Math.max(value, root(quantile(sorted, 1 - intervalTail) - 2 * noise)),
    },
    p: asLarge / (permutations + 1),
  };
}

function means({ width, z }: RowSet, rows: Int32Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  const totals = new Float64Array(width);
  for (const row of rows) {
    const weight = weights[row]!;
    for (let j = 0, at = row * width; j < width; j++, at++) {
      const value = z[at]!;
      if (Number.isNaN(value)) continue;
      sums[j]! += weight * value;
      totals[j]! += weight;
    }
  }
  for (let j = 0; j < width; j++) sums[j]! /= totals[j]!;
  return sums;
}

/** Over the columns that both have. */
function meanSquare(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  let shared = 0;
  for (let j = 0; j < a.length; j++) {
    const difference = a[j]! - b[j]!;
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    shared++;
  }
  return sum / shared;
}
