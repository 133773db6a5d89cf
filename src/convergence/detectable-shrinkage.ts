import { quantile, sortedDefined } from '../dsp/statistics.js';
import type { Geometry } from './geometry.js';
import { narrowingError } from './pattern.js';
import { logStatistics, primaryFamily, statisticNames } from './set-statistics.js';
import { countUpTo } from './westfall-young.js';

/** The power at which an effect counts as detectable. */
export const detectablePower = 0.8;
const bisections = 10;

/**
 * The largest factor, below 1, by which B could be shrunk and still be found with a power of .8, given how the family's
 * logarithmic ratios vary by chance (`chance[s][k]`): shrinking moves those of distances by the factor's logarithm, and
 * the Vendi score by what it does to that of the rows of A listed. Null where no factor would do.
 */
export function detectableShrinkage(
  geometry: Geometry,
  rows: Int32Array,
  chance: readonly Float64Array[],
): number | null {
  const sorted = chance.map(sortedDefined);
  const total = chance[0]!.length;
  const leastP = (k: number, moved: readonly number[]) =>
    Math.min(...chance.map((column, s) => (1 + countUpTo(sorted[s]!, column[k]! + moved[s]!)) / (total + 1)));
  const still = chance.map(() => 0);
  const critical = quantile(Float64Array.from({ length: total }, (_, k) => leastP(k, still)).sort(), narrowingError);
  const power = (factor: number) => {
    const moved = primaryFamily.map((name) =>
      name === 'vendi' ? vendiMove(geometry, rows, factor) : Math.log(factor),
    );
    let found = 0;
    for (let k = 0; k < total; k++) if (leastP(k, moved) < critical) found++;
    return found / total;
  };
  let [found, missed] = [0.01, 1];
  if (power(found) < detectablePower) return null;
  for (let step = 0; step < bisections; step++) {
    const middle = (found + missed) / 2;
    if (power(middle) >= detectablePower) found = middle;
    else missed = middle;
  }
  return found;
}

/** How far the logarithm of the Vendi score falls when all distances shrink: the kernel of s d is that of d to the s^2. */
function vendiMove(geometry: Geometry, rows: Int32Array, factor: number): number {
  const place = statisticNames.indexOf('vendi');
  const similarity = geometry.similarity.slice();
  for (const i of rows) for (const k of rows) similarity[i * geometry.count + k]! **= factor * factor;
  const shrunk = logStatistics({ ...geometry, similarity }, rows)[place]!;
  return shrunk - logStatistics(geometry, rows)[place]!;
}
