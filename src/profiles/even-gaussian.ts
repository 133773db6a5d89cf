import { type CovarianceMode, type Shrunk, shrinkCovariance } from './shrinkage.js';

/** Where rows lie and how they spread. */
export type EvenGaussian = { readonly centre: Float64Array; readonly shrunk: Shrunk };

/**
 * Mean and shrunk covariance of rows in which every group weighs the same: tracks of one artist, or of one album, are
 * not independent, and who is heard most often is not more of the genre. Missing (NaN) numbers are left out; the centre
 * is 0 where a column has none.
 */
export function fitEvenGaussian(
  rows: Float64Array,
  width: number,
  groups: readonly (string | number)[],
  mode: CovarianceMode,
): EvenGaussian {
  const weights = evenWeights(groups);
  const centre = new Float64Array(width);
  const totals = new Float64Array(width);
  for (let at = 0; at < rows.length; at++) {
    if (Number.isNaN(rows[at]!)) continue;
    const weight = weights[Math.floor(at / width)]!;
    centre[at % width]! += weight * rows[at]!;
    totals[at % width]! += weight;
  }
  for (let column = 0; column < width; column++) if (totals[column]! > 0) centre[column]! /= totals[column]!;
  const deviations = rows.map(
    (value, at) => Math.sqrt(weights[Math.floor(at / width)]!) * (value - centre[at % width]!),
  );
  return { centre, shrunk: shrinkCovariance(deviations, width, [...groups.keys()], new Float64Array(width), mode) };
}

/** One for each row, of mean 1. */
function evenWeights(groups: readonly (string | number)[]): number[] {
  const sizes = new Map<string | number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return groups.map((group) => groups.length / (sizes.size * sizes.get(group)!));
}
