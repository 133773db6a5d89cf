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
  /**
   * By how many percentile points `pair` differs, the same artists drawn for both; draw k takes the k-th of `drawn`
   * (again from the first after the last), what the pair might as well have measured.
   */
  difference(pair: Pair, references: ArrayLike<number>, drawn: readonly Pair[]): Difference;
};

/** The same number of two recordings. */
export type Pair = { readonly before: number; readonly after: number };

/** Percentile points of one recording less those of another, with 95 % bounds. */
export type Difference = { readonly value: number; readonly low: number; readonly high: number };

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
    difference(pair, references, drawn) {
      const value = percentileRank(pair.after, references) - percentileRank(pair.before, references);
      const changes = Float64Array.from({ length: draws }, (_, draw) => {
        const { before, after } = drawn[draw % drawn.length]!;
        return weightedChange(before, after, references, (reference) => weights[draw * artists + groups[reference]!]!);
      }).sort();
      return {
        value,
        low: Math.min(value, quantile(changes, 0.025)),
        high: Math.max(value, quantile(changes, 0.975)),
      };
    },
  };
}

/** Percentile of `after` less that of `before` among weighed references. */
function weightedChange(
  before: number,
  after: number,
  references: ArrayLike<number>,
  weightOf: (reference: number) => number,
): number {
  let passed = 0;
  let total = 0;
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    if (Number.isNaN(reference)) continue;
    const weight = weightOf(i);
    total += weight;
    passed += (weight * (Math.sign(after - reference) - Math.sign(before - reference))) / 2;
  }
  return (100 * passed) / total;
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
