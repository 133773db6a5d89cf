import type { ReferenceTable } from './reference-table.js';
import { evenScale, robustScale } from './robust-scale.js';

/** What turns a transformed value into z = (x - centre) / scale, per column. */
export type Scales = { readonly centre: Float64Array; readonly scale: Float64Array };

/** z is clipped here, so that one broken value cannot decide a distance. */
export const clipAt = 6;

/**
 * Robust centre and scale of every column over the references of positive weight; scale^2 = spread^2 +
 * measurement^2, in transformed units. A column that does not vary has an infinite scale: its z is 0.
 */
export function fitScales(table: ReferenceTable, weights: Float64Array, measurement: Float64Array): Scales {
  const centre = new Float64Array(table.width);
  const scale = new Float64Array(table.width);
  const sorted = new Float64Array(table.count);
  const sortedWeights = new Float64Array(table.count);
  for (let column = 0; column < table.width; column++) {
    let count = 0;
    let even = true;
    const order = table.orders[column]!;
    for (let place = 0; place < order.length; place++) {
      const row = order[place]!;
      if (weights[row] === 0) continue;
      if (weights[row] !== 1) even = false;
      sorted[count] = table.values[row * table.width + column]!;
      sortedWeights[count++] = weights[row]!;
    }
    const found = even ? evenScale(sorted, count) : robustScale(sorted, sortedWeights, count);
    centre[column] = count === 0 ? 0 : found.centre;
    scale[column] = found.spread > 0 ? Math.hypot(found.spread, measurement[column]!) : Infinity;
  }
  return { centre, scale };
}

/** z of `count` rows, clipped to +-6; NaN where missing. */
export function standardise(values: Float64Array, count: number, scales: Scales): Float64Array {
  const width = scales.centre.length;
  const z = new Float64Array(count * width);
  const { centre } = scales;
  const perScale = scales.scale.map((scale) => 1 / scale);
  for (let row = 0, at = 0; row < count; row++)
    for (let column = 0; column < width; column++, at++)
      z[at] = clippedZ(values[at]! - centre[column]!, perScale[column]!);
  return z;
}

function clippedZ(deviation: number, perScale: number): number {
  const z = deviation * perScale;
  return z > clipAt ? clipAt : z < -clipAt ? -clipAt : z;
}

/** The same for one row after the other, into one array: of some of a row's values, those at `columns`. */
export function rowStandardiser(
  { centre, scale }: Scales,
  columns: readonly number[],
): (values: Float64Array) => Float64Array {
  const z = new Float64Array(columns.length);
  const perScale = scale.map((one) => 1 / one);
  const places = Int32Array.from(columns);
  return (values) => {
    for (let i = 0; i < z.length; i++) z[i] = clippedZ(values[places[i]!]! - centre[i]!, perScale[i]!);
    return z;
  };
}
