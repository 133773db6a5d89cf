import { seededRandom } from '../dsp/seeded-random.js';
import { quantile } from '../dsp/statistics.js';
import { percentileRank } from './percentile.js';

/** A percentile with the 95 % interval that its references support. */
export type Estimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The finest step worth printing: 1, 5 or 10 points. */
  readonly step: 1 | 5 | 10;
};

export type Resampler = {
  /**
   * Percentile of `value` among the references, resampling their artists; `others` are the same number of the track's
   * other excerpts, of which each draw takes one (or `value`).
   */
  estimate(value: number, references: ArrayLike<number>, others?: readonly number[]): Estimate;
};

const draws = 500;
const seed = 20240607;

/**
 * Bayesian bootstrap (Rubin 1981) of whole artists, for tracks of one artist are not independent: every draw weighs
 * the artists by standard exponentials. One more artist of mean size, as yet unheard, whose tracks lie anywhere, is
 * among them: so a recording beyond all references still has an interval. Nothing is fitted again. `groups[i]` is
 * the artist of reference i.
 */
export function artistResampler(groups: readonly number[]): Resampler {
  const artists = Math.max(...groups) + 1;
  const random = seededRandom(seed);
  const weights = Float64Array.from({ length: draws * artists }, () => -Math.log(1 - random()));
  const unheard = Float64Array.from({ length: draws }, () => -Math.log(1 - random()));
  const unheardPlace = Float64Array.from({ length: draws }, random);
  const excerpt = Float64Array.from({ length: draws }, random);

  return {
    estimate(value, references, others = []) {
      const rank = percentileRank(value, references);
      if (Number.isNaN(rank)) return { value: NaN, low: NaN, high: NaN, step: 10 };
      const excerpts = [value, ...others.filter((other) => !Number.isNaN(other))];
      const sizes = new Float64Array(artists);
      const nearer = excerpts.map((own) => countNearer(own, references, groups, artists, sizes));
      const meanSize = sizes.reduce((sum, size) => sum + size, 0) / artists;
      const ranks = new Float64Array(draws);
      for (let draw = 0; draw < draws; draw++) {
        const counts = nearer[Math.floor(excerpt[draw]! * excerpts.length)]!;
        let below = unheard[draw]! * meanSize * unheardPlace[draw]!;
        let total = unheard[draw]! * meanSize;
        for (let artist = 0, at = draw * artists; artist < artists; artist++, at++) {
          below += weights[at]! * counts[artist]!;
          total += weights[at]! * sizes[artist]!;
        }
        ranks[draw] = (100 * below) / total;
      }
      ranks.sort();
      const low = Math.min(rank, quantile(ranks, 0.025));
      const high = Math.max(rank, quantile(ranks, 0.975));
      return { value: rank, low, high, step: supportedStep(low, high) };
    },
  };
}

/** References of each artist below the value (an equal one is half); fills `sizes` with all of the artist's. */
function countNearer(
  value: number,
  references: ArrayLike<number>,
  groups: readonly number[],
  artists: number,
  sizes: Float64Array,
): Float64Array {
  const counts = new Float64Array(artists);
  sizes.fill(0);
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    if (Number.isNaN(reference)) continue;
    sizes[groups[i]!]! += 1;
    counts[groups[i]!]! += reference < value ? 1 : reference === value ? 0.5 : 0;
  }
  return counts;
}

/** Points are printed where the interval is at most 5 of them wide, fives up to 25, tens beyond. */
export function supportedStep(low: number, high: number): 1 | 5 | 10 {
  return high - low <= 5 ? 1 : high - low <= 25 ? 5 : 10;
}
