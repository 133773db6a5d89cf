import type { FeatureRow } from '../features/row.js';
import { type AspectModel, type DepartureModel, weightedMean } from '../profiles/departure-model.js';
import { equalise } from '../profiles/equalise.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { transformRow } from '../profiles/reference-table.js';
import { squaredDistance } from '../profiles/space.js';

/** A recording's row in the columns of a profile, transformed; NaN where missing. */
export function columnsOfRow(row: FeatureRow, loaded: LoadedProfile): Float64Array {
  return transformRow(loaded.scored, loaded.material.table.columns, (id) => row.values[id]);
}

/** Where a recording lies in a model. */
export type Placement = {
  readonly aspects: readonly PlacedAspect[];
  /** D = sum w_a term_a / sum w_a. */
  readonly distance: number;
};
export type PlacedAspect = {
  readonly model: AspectModel;
  readonly values: Float64Array;
  readonly squared: number;
  /** (d^2 / typical)^exponent. */
  readonly term: number;
};

export function place(model: DepartureModel, columns: Float64Array): Placement {
  const aspects = model.aspects.map((aspect): PlacedAspect & { weight: number } => {
    const values = pick(columns, aspect.columns);
    const squared = squaredDistance(aspect.space, values);
    return { model: aspect, weight: aspect.weight, values, squared, term: equalise(squared, aspect.equaliser) };
  });
  return {
    aspects,
    distance: weightedMean(aspects, ({ term }) => term),
  };
}

/** d^2 in the joint space. */
export function jointDistance(model: DepartureModel, columns: Float64Array): number {
  return squaredDistance(model.joint().space, pick(columns, model.columns));
}

function pick(columns: Float64Array, indices: readonly number[]): Float64Array {
  return Float64Array.from(indices, (index) => columns[index]!);
}
