import type { Aspect } from '../analysis/analyser.js';
import { median } from '../dsp/statistics.js';
import { crossFit, crossFitTerms, type Fold, gather } from './cross-fit.js';
import { type AspectBlock, aspectBlocks, blockOf, type Material } from './material.js';
import { nearestDistances } from './nearest.js';
import { once } from './once.js';
import { whitened } from './space.js';

/** What takes long: every reference's distances, fitted without its own artist. One number per reference. */
export type CrossFitted = {
  readonly aspects: readonly CrossFittedAspect[];
  /** d^2 in one space of all columns. */
  joint(): ArrayLike<number>;
  /** Mean distance to the nearest references by others: in all aspects together, and in each in their order. */
  nearest(): Nearest;
};
export type CrossFittedAspect = {
  readonly aspect: Aspect;
  readonly squared: ArrayLike<number>;
  readonly terms: ArrayLike<number>;
};
export type Nearest = { readonly all: ArrayLike<number>; readonly each: readonly ArrayLike<number>[] };

/** `known` are the distances in all columns: an aspect that has lost none keeps its own. */
export function crossFitMaterial(
  material: Material,
  present: readonly boolean[],
  known: readonly (CrossFittedAspect & { readonly columns: readonly number[] })[] = [],
): CrossFitted {
  const count = material.table.count;
  const fitted = aspectBlocks(material, present).map((block) => {
    const { aspect, columns } = block;
    const folds = once(() => crossFit(block));
    const same = known.find((other) => other.aspect === aspect && other.columns.length === columns.length);
    if (same) return { block, folds, aspect, squared: same.squared, terms: same.terms };
    const squared = gather(count, folds());
    return { block, folds, aspect, squared, terms: crossFitTerms(block, squared) };
  });
  const columns = fitted.flatMap(({ block }) => block.columns);
  return {
    aspects: fitted,
    joint: once(() => gather(count, crossFit(blockOf(material, columns)))),
    nearest: once(() =>
      crossFitNearest(
        fitted.map(({ block, folds, squared }) => ({ block, folds: folds(), squared })),
        material.groups,
      ),
    ),
  };
}

/** Each reference's distance to its neighbours by other artists, in spaces and at medians without its fold. */
function crossFitNearest(
  fitted: readonly { block: AspectBlock; folds: readonly Fold[]; squared: ArrayLike<number> }[],
  groups: readonly number[],
): Nearest {
  const all = new Float64Array(groups.length);
  const each = fitted.map(() => new Float64Array(groups.length));
  fitted[0]?.folds.forEach(({ rows }, fold) => {
    const crowded = fitted.map(({ block: { table, weight }, folds, squared }) => {
      const others = Float64Array.from(squared);
      for (const row of rows) others[row] = NaN;
      const { space } = folds[fold]!;
      return { table, weight, space, typical: median(others), coordinates: whitened(space, table.values, table.count) };
    });
    for (const row of rows) {
      const values = crowded.map(({ table }) => table.values.subarray(row * table.width, (row + 1) * table.width));
      const found = nearestDistances(crowded, values, (other) => groups[other] === groups[row]);
      all[row] = found.all;
      found.each.forEach((distance, index) => {
        each[index]![row] = distance;
      });
    }
  });
  return { all, each };
}
