import { seededRandom } from '../dsp/seeded-random.js';
import { quantile } from '../dsp/statistics.js';

/** Area under the ROC curve with its 95 % interval over artists. */
export type Separation = { readonly auc: number; readonly low: number; readonly high: number };

const draws = 300;
const seed = 7;

/**
 * How well `values` tell the recordings inside (larger is in) from those outside: the chance that one inside is
 * larger, equal ones a half. The interval resamples artists (Bayesian bootstrap), as tracks of one are alike.
 */
export function separation(
  values: ArrayLike<number>,
  inside: readonly boolean[],
  artists: readonly number[],
): Separation {
  const order = inside
    .map((_, index) => index)
    .filter((index) => !Number.isNaN(values[index]!))
    .sort((a, b) => values[a]! - values[b]!);
  const random = seededRandom(seed);
  const weights = new Float64Array(Math.max(...artists) + 1).fill(1);
  const auc = weightedAuc(values, inside, artists, order, weights);
  const drawn = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (let artist = 0; artist < weights.length; artist++) weights[artist] = -Math.log(1 - random());
    drawn[draw] = weightedAuc(values, inside, artists, order, weights);
  }
  drawn.sort();
  return { auc, low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

function weightedAuc(
  values: ArrayLike<number>,
  inside: readonly boolean[],
  artists: readonly number[],
  order: readonly number[],
  weights: Float64Array,
): number {
  let won = 0;
  let insideTotal = 0;
  let outsideTotal = 0;
  for (let start = 0; start < order.length; ) {
    let insideTied = 0;
    let outsideTied = 0;
    let end = start;
    for (; end < order.length && values[order[end]!] === values[order[start]!]; end++) {
      const index = order[end]!;
      if (inside[index]) insideTied += weights[artists[index]!]!;
      else outsideTied += weights[artists[index]!]!;
    }
    won += insideTied * (outsideTotal + outsideTied / 2);
    insideTotal += insideTied;
    outsideTotal += outsideTied;
    start = end;
  }
  return won / (insideTotal * outsideTotal);
}
