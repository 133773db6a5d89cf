import type { ReferenceTable } from './reference-table.js';
import { type Space, whitened } from './space.js';
import { standardise } from './standardise.js';

/** One aspect as crowding sees it: its references, its space, its weight and median squared distance. */
export type CrowdedAspect = {
  readonly table: ReferenceTable;
  readonly space: Space;
  readonly weight: number;
  readonly typical: number;
  /** The references, whitened. */
  readonly coordinates: Float64Array;
};

export const neighbours = 5;

/**
 * Mean distance of a recording to its 5 nearest references: in each aspect, and in all of them together, where the
 * squared distance to a reference is the weighted mean over aspects of |L^-1 (z - z_r)|^2 / typical.
 * `rows[a]` are its values in aspect a; the references marked in `excluded` (its own artist's) are passed over.
 */
export function nearestDistances(
  aspects: readonly CrowdedAspect[],
  rows: readonly Float64Array[],
  excluded: (reference: number) => boolean,
): { all: number; each: number[] } {
  const count = aspects[0]?.table.count ?? 0;
  const kept = Array.from({ length: count }, (_, reference) => reference).filter((reference) => !excluded(reference));
  const each = aspects.map((aspect, index) => pairDistances(aspect, rows[index]!, kept));
  const all = kept.map((_, place) => {
    let sum = 0;
    let weights = 0;
    aspects.forEach(({ weight }, index) => {
      const squared = each[index]![place]!;
      if (Number.isNaN(squared)) return;
      sum += weight * squared;
      weights += weight;
    });
    return sum / weights;
  });
  return { all: meanOfNearest(all), each: each.map(meanOfNearest) };
}

function pairDistances(
  { table, space, typical, coordinates }: CrowdedAspect,
  values: Float64Array,
  kept: readonly number[],
): number[] {
  const { width } = space;
  const own = whitened(space, values, 1);
  const z = standardise(values, 1, space.scales);
  return kept.map((reference) => {
    const start = reference * width;
    let sum = 0;
    for (let i = 0; i < width; i++) sum += (own[i]! - coordinates[start + i]!) ** 2;
    if (Number.isNaN(sum)) {
      const theirs = standardise(table.values.subarray(start, start + width), 1, space.scales);
      sum = space.metric.squared(z.map((value, i) => value - theirs[i]!));
    }
    return sum / typical;
  });
}

function meanOfNearest(squared: readonly number[]): number {
  const defined = squared.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const nearest = defined.slice(0, neighbours);
  return nearest.length === 0 ? NaN : nearest.reduce((sum, value) => sum + Math.sqrt(value), 0) / nearest.length;
}
