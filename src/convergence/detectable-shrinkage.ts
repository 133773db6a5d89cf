import { quantile, sortedDefined } from '../dsp/statistics.js';
import type { Geometry } from './geometry.js';
import { narrowingError } from './pattern.js';
import { logStatistics, primaryFamily, statisticNames } from './set-statistics.js';
import { countUpTo } from './westfall-young.js';

/**
 * Predicted power at which an effect is quoted as found 4 times in 5: the prediction is a tenth too high in simulations
 * from real rows (at a predicted .8, .65 to .75 were found), for it knows the shrunk set's permutations only roughly.
 */
const predictedPower = 0.9;
const bisections = 10;

/** How the family's logarithmic ratios vary where nothing has shrunk: statistic s of permutation k is `ratios[s][k]`. */
export type ChanceRatios = {
  readonly ratios: readonly Float64Array[];
  /** Of permutation k: share of the second side, less that of the first, that lay on the second side of another one. */
  readonly mixing: Float64Array;
};

/**
 * The largest factor, below 1, by which B could be shrunk and still be found 4 times in 5. Shrinking moves the
 * ratios of distances by the factor's logarithm, and that of the Vendi scores by what it does to the rows of A listed;
 * and since the permutations then mix shrunk artists with others, they too vary more, by as much times `mixing`. Null
 * where no factor would do.
 */
export function detectableShrinkage(
  geometry: Geometry,
  rows: Int32Array,
  { ratios, mixing }: ChanceRatios,
): number | null {
  const total = mixing.length;
  const power = (factor: number) => {
    const moved = primaryFamily.map((name) =>
      name === 'vendi' ? vendiMove(geometry, rows, factor) : Math.log(factor),
    );
    const mixed = ratios.map((column, s) => column.map((ratio, k) => ratio + moved[s]! * mixing[k]!));
    const sorted = mixed.map(sortedDefined);
    const leastP = (ratioOf: (s: number) => number) =>
      Math.min(...sorted.map((column, s) => (1 + countUpTo(column, ratioOf(s))) / (total + 1)));
    const chance = Float64Array.from({ length: total }, (_, k) => leastP((s) => mixed[s]![k]!)).sort();
    const critical = quantile(chance, narrowingError);
    let found = 0;
    for (let k = 0; k < total; k++) if (leastP((s) => ratios[s]![k]! + moved[s]!) < critical) found++;
    return found / total;
  };
  let [found, missed] = [0.01, 1];
  if (power(found) < predictedPower) return null;
  for (let step = 0; step < bisections; step++) {
    const middle = (found + missed) / 2;
    if (power(middle) >= predictedPower) found = middle;
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
