import { median } from '../dsp/statistics.js';
import { clipAt } from '../profiles/standardise.js';
import type { RowSet } from './row-set.js';

/** Each row less the set's median, column by column, clipped to +-6. */
export function centred(set: RowSet): RowSet {
  const { count, width, z } = set;
  const residuals = new Float64Array(z.length);
  const column = new Float64Array(count);
  for (let j = 0; j < width; j++) {
    for (let row = 0; row < count; row++) column[row] = z[row * width + j]!;
    const centre = median(column);
    for (let row = 0; row < count; row++) residuals[row * width + j] = clip(column[row]! - centre);
  }
  return { ...set, z: residuals };
}

/** The same set with every number within +-6. */
export function clipped(set: RowSet): RowSet {
  return { ...set, z: set.z.map(clip) };
}

function clip(value: number): number {
  return value > clipAt ? clipAt : value < -clipAt ? -clipAt : value;
}
