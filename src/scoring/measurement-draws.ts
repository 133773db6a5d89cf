import { normalRandom } from '../dsp/normal-random.js';
import { seededRandom } from '../dsp/seeded-random.js';
import type { DepartureModel } from '../profiles/departure-model.js';
import { type Placement, place } from './placement.js';

const draws = 200;
const seed = 60903;

/** Rows in the columns of a profile, transformed. */
type Pair<T> = { readonly before: T; readonly after: T };

/**
 * What pairs of rows might as well have measured: the pairs in turn, half of the variance of the measuring noise added
 * to each side, so that noise, which only ever adds distance, adds as much to both. Noise of different features is drawn
 * on its own.
 */
export function drawWithNoise(
  pairs: readonly Pair<Float64Array>[],
  model: DepartureModel,
  measurement: Float64Array,
): Pair<Placement>[] {
  const normal = normalRandom(seededRandom(seed));
  const noisy = (columns: Float64Array) =>
    columns.map((value, column) => value + Math.SQRT1_2 * measurement[column]! * normal());
  return Array.from({ length: draws }, (_, draw) => {
    const { before, after } = pairs[draw % pairs.length]!;
    return { before: place(model, noisy(before)), after: place(model, noisy(after)) };
  });
}
