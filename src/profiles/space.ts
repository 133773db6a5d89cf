import { solveLower } from '../dsp/linear-algebra.js';
import { type Metric, metricOf } from './metric.js';
import type { ReferenceTable } from './reference-table.js';
import { type CovarianceMode, type Shrunk, shrinkCovariance } from './shrinkage.js';
import { fitScales, type Scales, standardise } from './standardise.js';

/** Where references lie about their medians: robust scales, a shrunk covariance, distances. */
export type Space = {
  readonly width: number;
  readonly scales: Scales;
  readonly shrunk: Shrunk;
  readonly metric: Metric;
};

/** Fitted on the references for which `included` is 1; `measurement` is sigma_meas per column. */
export function fitSpace(
  table: ReferenceTable,
  included: Float64Array,
  measurement: Float64Array,
  mode: CovarianceMode,
): Space {
  const scales = fitScales(table, included, measurement);
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) if (included[row] === 1) rows.push(row);
  const z = standardise(table.values, table.count, scales);
  const shrunk = shrinkCovariance(z, table.width, rows, new Float64Array(table.width), mode);
  return { width: table.width, scales, shrunk, metric: metricOf(shrunk, table.width) };
}

/** d^2 of one row of transformed values from the medians; NaN where fewer than half of its columns are present. */
export function squaredDistance(space: Space, values: Float64Array): number {
  return space.metric.squared(standardise(values, 1, space.scales));
}

/** Coordinates in which the distance is Euclidean, L^-1 z, row by row; a row with a missing number is NaN from there on. */
export function whitened(space: Space, values: Float64Array, count: number): Float64Array {
  const { width } = space;
  const coordinates = standardise(values, count, space.scales);
  for (let row = 0; row < count; row++) {
    const part = coordinates.subarray(row * width, (row + 1) * width);
    if (part.some(Number.isNaN)) part.fill(NaN);
    else solveLower(space.shrunk.lower, width, part, part);
  }
  return coordinates;
}
