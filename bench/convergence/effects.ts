import type { RowSet } from '../../src/convergence/row-set.js';
import { rowProducts, symmetricEigen } from '../../src/dsp/linear-algebra.js';
import { mean, median, standardDeviation } from '../../src/dsp/statistics.js';
import { gaussian, shuffled } from './draw-sets.js';

/** What is done to set B before it is compared. */
export type Effect = (set: RowSet, random: () => number) => RowSet;

/** Every row moved towards the set's median, feature by feature. */
export const shrink =
  (factor: number): Effect =>
  (set) => {
    const centres = columnsOf(set).map(median);
    return { ...set, z: set.z.map((value, at) => centred(value, centres[at % set.width]!, factor)) };
  };

/** Jittered copies of a few of the rows; `jitter` in standard deviations of each feature. Each copy is its own group. */
export const copyOriginals =
  (originals: number, jitter: number): Effect =>
  (set, random) => {
    const { count, width } = set;
    const kept = shuffled([...set.groups.keys()], random).slice(0, originals);
    const spreads = columnsOf(set).map(standardDeviation);
    const z = Float64Array.from(set.z, (_, at) => {
      const original = kept[Math.floor(at / width) % originals]!;
      return set.z[original * width + (at % width)]! + jitter * spreads[at % width]! * gaussian(random);
    });
    return { count, width, z, groups: Array.from({ length: count }, (_, copy) => `copy ${copy}`) };
  };

/** All but the first principal components of the rows multiplied by `factor`; a missing number stays missing. */
export const flatten =
  (kept: number, factor: number): Effect =>
  ({ count, width, z, groups }) => {
    const means = columnsOf({ count, width, z, groups }).map(mean);
    const rows = z.map((value, at) => (Number.isNaN(value) ? 0 : value - means[at % width]!));
    const { values, vectors } = symmetricEigen(rowProducts(rows, count, width), count);
    const leading = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, kept);
    const flat = new Float64Array(z.length);
    for (const component of leading)
      for (let column = 0; column < width; column++) {
        let along = 0;
        for (let row = 0; row < count; row++) along += vectors[row * count + component]! * rows[row * width + column]!;
        for (let row = 0; row < count; row++) flat[row * width + column]! += vectors[row * count + component]! * along;
      }
    const squeezed = z.map((value, at) =>
      Number.isNaN(value) ? NaN : means[at % width]! + centred(rows[at]!, flat[at]!, factor),
    );
    return { count, width, z: squeezed, groups };
  };

/** Every row moved by `distance` in each feature, up or down as chance will. */
export const move =
  (distance: number): Effect =>
  (set, random) => {
    const steps = Array.from({ length: set.width }, () => (random() < 0.5 ? -distance : distance));
    return { ...set, z: set.z.map((value, at) => value + steps[at % set.width]!) };
  };

/** Nothing. */
export const leave: Effect = (set) => set;

function centred(value: number, centre: number, factor: number): number {
  return centre + factor * (value - centre);
}

function columnsOf({ count, width, z }: RowSet): number[][] {
  return Array.from({ length: width }, (_, column) =>
    Array.from({ length: count }, (_, row) => z[row * width + column]!),
  );
}
