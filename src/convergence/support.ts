import { seededRandom } from '../dsp/seeded-random.js';
import { quantile } from '../dsp/statistics.js';
import { numbered } from '../profiles/folds.js';
import { clipped } from './centred.js';
import { type Interval, intervalTail } from './interval.js';
import { rowDistance } from './pair-distances.js';
import type { RowSet } from './row-set.js';

/** Where B lies among the rows of A (Naeem et al. 2020). Both are near 1 where B was drawn as A was. */
export type Support = {
  /** Balls of A that a row of B lies in, over k: above 1 where B keeps to where A is densest. */
  readonly density: Interval;
  /** Share of A's balls that hold a row of B: low where B leaves out what A has. */
  readonly coverage: Interval;
};

const neighbours = 5;
const resamples = 500;

/**
 * A ball about each row of A reaches to its 5th nearest row of A by another artist. Of sets of equal size; intervals
 * weigh the artists of B (density) or of A (coverage) by a Bayesian bootstrap (Rubin 1981).
 */
export function supportOf(a: RowSet, b: RowSet, seed: number): Support {
  const [first, second] = [clipped(a), clipped(b)];
  const radii = radiiOf(first);
  const density = new Float64Array(b.count);
  const coverage = new Float64Array(a.count);
  for (let i = 0; i < a.count; i++)
    for (let k = 0; k < b.count; k++)
      if (rowDistance(first.z, i, second.z, k, a.width) < radii[i]!) {
        density[k]! += 1 / neighbours;
        coverage[i] = 1;
      }
  const random = seededRandom(seed);
  return { density: meanInterval(density, b.groups, random), coverage: meanInterval(coverage, a.groups, random) };
}

function radiiOf({ count, width, z, groups }: RowSet): number[] {
  return groups.map((group, i) => {
    const distances: number[] = [];
    for (let k = 0; k < count; k++) if (groups[k] !== group) distances.push(rowDistance(z, i, z, k, width));
    distances.sort((x, y) => x - y);
    return distances[Math.min(neighbours, distances.length) - 1] ?? 0;
  });
}

function meanInterval(values: Float64Array, groupNames: readonly string[], random: () => number): Interval {
  const groups = numbered(groupNames);
  const weights = new Float64Array(Math.max(-1, ...groups) + 1);
  const draws = new Float64Array(resamples);
  const mean = () => {
    let sum = 0;
    let total = 0;
    values.forEach((value, row) => {
      sum += weights[groups[row]!]! * value;
      total += weights[groups[row]!]!;
    });
    return sum / total;
  };
  for (let draw = 0; draw < resamples; draw++) {
    for (let group = 0; group < weights.length; group++) weights[group] = -Math.log(1 - random());
    draws[draw] = mean();
  }
  draws.sort();
  weights.fill(1);
  return { value: mean(), low: quantile(draws, intervalTail), high: quantile(draws, 1 - intervalTail) };
}
