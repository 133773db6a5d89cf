import type { Aspect } from '../analysis/analyser.js';
import { median } from '../dsp/statistics.js';
import { type Block, crossFit, crossFitTerms, type Fold, gather } from './cross-fit.js';
import { type Equaliser, fitEqualiser } from './equalise.js';
import { nearestDistances } from './nearest.js';
import { type ReferenceTable, selectColumns } from './reference-table.js';
import type { CovarianceMode } from './shrinkage.js';
import { fitSpace, type Space, whitened } from './space.js';

/** The references, ready for fitting. */
export type Material = {
  readonly table: ReferenceTable;
  /** Per column. */
  readonly aspects: readonly Aspect[];
  /** sigma_meas per column, in transformed units. */
  readonly measurement: Float64Array;
  /** The weight of each aspect that is scored; fixed in the profile. */
  readonly weights: readonly { readonly aspect: Aspect; readonly weight: number }[];
  readonly groups: readonly number[];
  readonly folds: readonly number[];
  readonly mode: CovarianceMode;
};

/** What takes long: everything that is fitted without a reference's own artist. One number per reference. */
export type CrossFittedDistances = {
  readonly aspects: readonly {
    readonly aspect: Aspect;
    readonly squared: ArrayLike<number>;
    readonly terms: ArrayLike<number>;
    readonly nearest: ArrayLike<number>;
  }[];
  readonly joint: ArrayLike<number>;
  readonly nearest: ArrayLike<number>;
};

export type AspectModel = {
  readonly aspect: Aspect;
  readonly weight: number;
  /** The material's columns that it uses. */
  readonly columns: readonly number[];
  readonly table: ReferenceTable;
  readonly space: Space;
  readonly equaliser: Equaliser;
  /** Cross-fitted, per reference. */
  readonly squared: Float64Array;
  readonly terms: Float64Array;
  readonly nearest: Float64Array;
};

export type DepartureModel = {
  readonly groups: readonly number[];
  readonly aspects: readonly AspectModel[];
  /** Cross-fitted D of each reference. */
  readonly departures: Float64Array;
  /** One space of all columns, aspects unweighed. */
  readonly joint: { readonly columns: readonly number[]; readonly space: Space; readonly squared: Float64Array };
  readonly nearest: Float64Array;
  /** Too few references for covariances: variances only. */
  readonly provisional: boolean;
};

/** An aspect with fewer features has no say. */
export const fewestFeatures = 2;

type AspectBlock = Block & { readonly aspect: Aspect; readonly weight: number; readonly columns: readonly number[] };

/** The scored aspects, each with those of its columns that `present` allows. */
function blocksOf(material: Material, present: readonly boolean[]): AspectBlock[] {
  return material.weights.flatMap(({ aspect, weight }) => {
    const columns = [...material.aspects.keys()].filter((i) => present[i] && material.aspects[i] === aspect);
    const features = new Set(columns.map((column) => material.table.columns[column]!.feature));
    return features.size < fewestFeatures ? [] : [{ aspect, weight, columns, ...cut(material, columns) }];
  });
}

function cut({ table, measurement, mode, folds }: Material, columns: readonly number[]): Block {
  return {
    table: selectColumns(table, columns),
    measurement: Float64Array.from(columns, (column) => measurement[column]!),
    mode,
    folds,
  };
}

/** The full fit of every aspect, beside the cross-fitted distances. */
export function fitDepartureModel(
  material: Material,
  present: readonly boolean[],
  known: CrossFittedDistances,
): DepartureModel {
  const included = new Float64Array(material.table.count).fill(1);
  const aspects = blocksOf(material, present).map((block): AspectModel => {
    const found = known.aspects.find(({ aspect }) => aspect === block.aspect)!;
    const squared = Float64Array.from(found.squared);
    return {
      ...block,
      space: fitSpace(block.table, included, block.measurement, material.mode),
      equaliser: fitEqualiser(squared),
      squared,
      terms: Float64Array.from(found.terms),
      nearest: Float64Array.from(found.nearest),
    };
  });
  const columns = aspects.flatMap(({ columns }) => columns);
  const joint = cut(material, columns);
  return {
    groups: material.groups,
    aspects,
    departures: Float64Array.from(material.groups, (_, reference) =>
      weightedMean(aspects, ({ terms }) => terms[reference]!),
    ),
    joint: {
      columns,
      space: fitSpace(joint.table, included, joint.measurement, material.mode),
      squared: Float64Array.from(known.joint),
    },
    nearest: Float64Array.from(known.nearest),
    provisional: material.mode === 'diagonal',
  };
}

/** sum w x / sum w over the defined x. */
export function weightedMean<T extends { readonly weight: number }>(
  parts: readonly T[],
  of: (part: T) => number,
): number {
  let sum = 0;
  let weights = 0;
  for (const part of parts) {
    const value = of(part);
    if (Number.isNaN(value)) continue;
    sum += part.weight * value;
    weights += part.weight;
  }
  return sum / weights;
}

/** `complete` is the model of all columns: an aspect that has lost none keeps its distances. */
export function crossFitDistances(
  material: Material,
  present: readonly boolean[],
  complete?: DepartureModel,
): CrossFittedDistances {
  const count = material.table.count;
  const blocks = blocksOf(material, present);
  const joint = cut(
    material,
    blocks.flatMap(({ columns }) => columns),
  );
  const fitted = blocks.map((block) => {
    const folds = crossFit(block);
    const known = complete?.aspects.find(({ aspect }) => aspect === block.aspect);
    return known?.columns.length === block.columns.length
      ? { block, folds, squared: known.squared, terms: known.terms }
      : { block, folds, squared: gather(count, folds), terms: crossFitTerms(block, folds) };
  });
  const nearest = crossFitNearest(fitted, material.groups);
  return {
    aspects: fitted.map(({ block, squared, terms }, index) => ({
      aspect: block.aspect,
      squared,
      terms,
      nearest: nearest.each[index]!,
    })),
    joint: gather(count, crossFit(joint)),
    nearest: nearest.all,
  };
}

/** Each reference's distance to its neighbours by other artists, in spaces and at medians without its fold. */
function crossFitNearest(
  fitted: readonly { block: AspectBlock; folds: readonly Fold[]; squared: Float64Array }[],
  groups: readonly number[],
) {
  const all = new Float64Array(groups.length);
  const each = fitted.map(() => new Float64Array(groups.length));
  fitted[0]?.folds.forEach(({ rows }, fold) => {
    const crowded = fitted.map(({ block, folds, squared }) => {
      const others = squared.slice();
      for (const row of rows) others[row] = NaN;
      return { table: block.table, weight: block.weight, space: folds[fold]!.space, typical: median(others) };
    });
    const coordinates = crowded.map(({ space, table }) => whitened(space, table.values, table.count));
    for (const row of rows) {
      const values = crowded.map(({ table }) => table.values.subarray(row * table.width, (row + 1) * table.width));
      const found = nearestDistances(crowded, values, (other) => groups[other] === groups[row], coordinates);
      all[row] = found.all;
      found.each.forEach((distance, index) => {
        each[index]![row] = distance;
      });
    }
  });
  return { all, each };
}
