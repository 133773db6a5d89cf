import type { Aspect } from '../analysis/analyser.js';
import type { Block } from './cross-fit.js';
import { type ReferenceTable, selectColumns } from './reference-table.js';
import type { CovarianceMode } from './shrinkage.js';

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

/** An aspect with fewer features has no say. */
export const fewestFeatures = 2;

export type AspectBlock = Block & {
  readonly aspect: Aspect;
  readonly weight: number;
  /** The material's columns that it uses. */
  readonly columns: readonly number[];
};

/** The scored aspects, each with those of its columns that `present` allows. */
export function aspectBlocks(material: Material, present: readonly boolean[]): AspectBlock[] {
  return material.weights.flatMap(({ aspect, weight }) => {
    const columns = [...material.aspects.keys()].filter((i) => present[i] && material.aspects[i] === aspect);
    const features = new Set(columns.map((column) => material.table.columns[column]!.feature));
    return features.size < fewestFeatures ? [] : [{ aspect, weight, columns, ...blockOf(material, columns) }];
  });
}

/** Some of the columns as one block. */
export function blockOf({ table, measurement, mode, folds }: Material, columns: readonly number[]): Block {
  return {
    table: selectColumns(table, columns),
    measurement: Float64Array.from(columns, (column) => measurement[column]!),
    mode,
    folds,
  };
}
