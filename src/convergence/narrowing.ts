import { seededRandom } from '../dsp/seeded-random.js';
import { quantile, sortedDefined } from '../dsp/statistics.js';
import { centred } from './centred.js';
import { detectableShrinkage } from './detectable-shrinkage.js';
import { type Geometry, geometryOf } from './geometry.js';
import { groupSplitter, rarefied } from './group-splits.js';
import { type Interval, intervalTail } from './interval.js';
import { joinSets, type RowSet } from './row-set.js';
import { logStatistics, primaryFamily, type StatisticName, statisticNames } from './set-statistics.js';
import { westfallYoung } from './westfall-young.js';

/** One statistic of both sets at equal size, and their ratio, B over A. */
export type RatioStatistic = {
  readonly a: number;
  readonly b: number;
  /** Corrected for what unequal sizes make of it by chance; the interval holds what the permutations do not contradict. */
  readonly ratio: Interval;
  /** Share of the permutations with as low a ratio. */
  readonly p: number;
  /** The same corrected for the primary family; null for a statistic that is not of it. */
  readonly adjusted: number | null;
};

/** Whether set B is narrower than set A. */
export type Narrowing = {
  /** Tracks of either set that are compared: the smaller set's number. */
  readonly rarefiedTo: number;
  readonly statistics: Readonly<Record<StatisticName, RatioStatistic>>;
  /** Of the primary family as a whole. */
  readonly p: number;
  /**
   * The minimum detectable effect: B shrunk to this share of A's spread, or to less, would be found 4 times in 5. Null
   * where even a set of identical tracks would not.
   */
  readonly detectableShrinkage: number | null;
};

export type PermutationOptions = { readonly permutations: number; readonly seed: number };

/** Draws that a larger set is averaged over when it is rarefied. */
const rarefactions = 8;

/**
 * Tests whether the rows of B lie closer together than those of A, both as residuals from their own medians and
 * rarefied to equal size, by permuting artists between the sets. Both have the same columns, and rows with more than
 * half of them. One-sided: a wider B has p near 1.
 */
export function testNarrowing(a: RowSet, b: RowSet, { permutations, seed }: PermutationOptions): Narrowing {
  const geometry = geometryOf(joinSets(centred(a), centred(b)));
  const random = seededRandom(seed);
  const draws = a.count === b.count ? 1 : rarefactions;
  const rowsOfA = Int32Array.from({ length: a.count }, (_, row) => row);
  const rowsOfB = Int32Array.from({ length: b.count }, (_, row) => a.count + row);
  const observed = bothAtEqualSize(geometry, rowsOfA, rowsOfB, draws, random);
  const split = groupSplitter(geometry.groups, [a.count, b.count], random);
  const chance = statisticNames.map(() => new Float64Array(permutations));
  const mixing = new Float64Array(permutations);
  let elsewhere = membership(split()[1], geometry.count);
  for (let k = 0; k < permutations; k++) {
    const [first, second] = split();
    const permuted = bothAtEqualSize(geometry, first, second, draws, random);
    mixing[k] = shareIn(second, elsewhere) - shareIn(first, elsewhere);
    elsewhere = membership(second, geometry.count);
    chance.forEach((column, s) => {
      column[k] = permuted.b[s]! - permuted.a[s]!;
    });
  }
  const ratios = statisticNames.map((_, s) => observed.b[s]! - observed.a[s]!);
  const family = primaryFamily.map((name) => statisticNames.indexOf(name));
  const familyChance = family.map((s) => chance[s]!);
  const tested = westfallYoung(
    family.map((s) => ratios[s]!),
    familyChance,
  );
  const entries = statisticNames.map((name, s): [StatisticName, RatioStatistic] => {
    const place = family.indexOf(s);
    return [
      name,
      {
        a: Math.exp(observed.a[s]!),
        b: Math.exp(observed.b[s]!),
        ratio: ratioInterval(ratios[s]!, chance[s]!),
        p: westfallYoung([ratios[s]!], [chance[s]!]).raw[0]!,
        adjusted: place < 0 ? null : tested.adjusted[place]!,
      },
    ];
  });
  return {
    rarefiedTo: observed.size,
    statistics: Object.fromEntries(entries) as Record<StatisticName, RatioStatistic>,
    p: Math.min(...tested.adjusted),
    detectableShrinkage: detectableShrinkage(geometry, rarefied(rowsOfA, observed.size, random), {
      ratios: familyChance,
      mixing,
    }),
  };
}

function membership(rows: Int32Array, count: number): Uint8Array {
  const within = new Uint8Array(count);
  for (const row of rows) within[row] = 1;
  return within;
}

function shareIn(rows: Int32Array, within: Uint8Array): number {
  return rows.reduce((sum, row) => sum + within[row]!, 0) / rows.length;
}

type Both = { readonly size: number; readonly a: Float64Array; readonly b: Float64Array };

/** The statistics of both, the larger one's averaged over draws of the smaller one's size. */
function bothAtEqualSize(geometry: Geometry, a: Int32Array, b: Int32Array, draws: number, random: () => number): Both {
  const size = Math.min(a.length, b.length);
  return {
    size,
    a: averaged(geometry, a, size, draws, random),
    b: averaged(geometry, b, size, draws, random),
  };
}

function averaged(
  geometry: Geometry,
  rows: Int32Array,
  size: number,
  draws: number,
  random: () => number,
): Float64Array {
  if (rows.length <= size) return logStatistics(geometry, rows);
  const sums = new Float64Array(statisticNames.length);
  for (let draw = 0; draw < draws; draw++)
    logStatistics(geometry, rarefied(rows, size, random)).forEach((value, s) => {
      sums[s]! += value / draws;
    });
  return sums;
}

/**
 * The test inverted: were B's spread `ratio` times A's, logarithms of ratios would lie about that one's as they lie by
 * chance about that of 1.
 */
function ratioInterval(logRatio: number, chance: Float64Array): Interval {
  const sorted = sortedDefined(chance);
  const without = (share: number) => Math.exp(logRatio - quantile(sorted, share));
  return { value: without(0.5), low: without(1 - intervalTail), high: without(intervalTail) };
}
