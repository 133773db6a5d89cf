import { submatrix } from '../dsp/linear-algebra.js';
import { seededRandom } from '../dsp/seeded-random.js';
import { mean, median } from '../dsp/statistics.js';
import { symmetricEigenvalues } from '../dsp/symmetric-eigenvalues.js';
import { numbered } from '../profiles/folds.js';
import { clipped } from './centred.js';
import { rarefied } from './group-splits.js';
import type { Interval } from './interval.js';
import { pairDistances, rowDistance } from './pair-distances.js';
import { completeRows, type RowSet, selectSetRows } from './row-set.js';

/** What distances of a set are held against; both are mean squares over features. */
export type Yardstick = {
  /** The median of references of one genre by different artists. */
  readonly typical: number;
  /** Nearer than this are near-duplicates: two copies of one recording, each changed inaudibly, lie within half the distance. */
  readonly nearDuplicate: number;
};

export type NearDuplicates = {
  /** Places in the set. */
  readonly first: number;
  readonly second: number;
  /** Root mean square over features, in robust z. */
  readonly distance: number;
};

/** How many different tracks a set amounts to. */
export type Diversity = {
  readonly tracks: number;
  readonly artists: number;
  /** Tracks with too few of the features. */
  readonly leftOut: number;
  /** Tracks that the effective number is of. */
  readonly compared: number;
  /** `compared` where all are distinct, 1 where all are one. */
  readonly effectiveTracks: Interval;
  readonly nearDuplicates: readonly NearDuplicates[];
};

/** Two-sided 95 % of a normal distribution. */
const intervalDeviations = 1.96;
/** Sets of fewer artists are jackknifed by track. */
const fewestArtists = 5;
const mostBlocks = 30;
/** Beyond, this many tracks are drawn at random. */
const mostTracks = 500;
const seed = 20240607;

/**
 * The Vendi score (Friedman & Dieng 2023) of rows in the genres' robust z. Its kernel is exp(-d^2 / (2 s^2)) with s half
 * the yardstick's typical distance, so that it does not depend on the set. The interval is a jackknife of the share of
 * distinct tracks, over artists.
 */
export function diversityOf(given: RowSet, { typical, nearDuplicate }: Yardstick): Diversity {
  const places = completeRows(given);
  const set = selectSetRows(clipped(given), places);
  const everyRow = Int32Array.from({ length: set.count }, (_, row) => row);
  const drawn = selectSetRows(set, rarefied(everyRow, mostTracks, seededRandom(seed)));
  const { count, groups } = drawn;
  const kernel = kernelOf(drawn.z, count, drawn.width, typical);
  const artists = new Set(groups).size;
  const units = artists < fewestArtists ? groups.map((_, row) => String(row)) : groups;
  const shareOf = (rows: readonly number[]) => vendiScore(kernel, count, rows) / rows.length;
  return {
    tracks: set.count,
    artists: new Set(set.groups).size,
    leftOut: given.count - set.count,
    compared: count,
    effectiveTracks: jackknife(units, shareOf),
    nearDuplicates: pairsBelow(set, places, nearDuplicate),
  };
}

/** The Vendi score of all rows, under the yardstick's kernel. */
export function distinctTracks({ count, width, z }: RowSet, typical: number): number {
  return vendiScore(kernelOf(z, count, width, typical), count, [...Array(count).keys()]);
}

function kernelOf(z: Float64Array, count: number, width: number, typical: number): Float64Array {
  return pairDistances(z, count, width).map((distance) => Math.exp((-2 * distance) / typical));
}

/** exp of the entropy of a kernel's eigenvalues over n, of some of its rows. */
export function vendiScore(kernel: Float64Array, count: number, rows: readonly number[]): number {
  const n = rows.length;
  let entropy = 0;
  for (const value of symmetricEigenvalues(submatrix(kernel, count, rows), n))
    if (value > 0) entropy -= (value / n) * Math.log(value / n);
  return Math.exp(entropy);
}

/** n times the share, between 1 and n; jackknife of the share's logarithm by blocks of units (Efron 1982). */
function jackknife(units: readonly string[], shareOf: (rows: readonly number[]) => number): Interval {
  const n = units.length;
  const everyRow = [...units.keys()];
  const numbers = numbered(units);
  const blocks = Math.min(mostBlocks, Math.max(...numbers) + 1);
  const value = n * shareOf(everyRow);
  if (blocks < 2) return { value, low: 1, high: n };
  const logs = Array.from({ length: blocks }, (_, block) =>
    Math.log(shareOf(everyRow.filter((row) => numbers[row]! % blocks !== block))),
  );
  const centre = mean(logs);
  const variance = mean(logs.map((log) => (log - centre) ** 2)) * (blocks - 1);
  const reach = Math.exp(intervalDeviations * Math.sqrt(variance));
  return { value, low: Math.max(1, value / reach), high: Math.min(n, value * reach) };
}

/** The nearest pairs first. */
function pairsBelow({ count, width, z }: RowSet, places: Int32Array, limit: number): NearDuplicates[] {
  const pairs: NearDuplicates[] = [];
  for (let second = 1; second < count; second++)
    for (let first = 0; first < second; first++) {
      const squared = rowDistance(z, first, z, second, width);
      if (squared < limit) pairs.push({ first: places[first]!, second: places[second]!, distance: Math.sqrt(squared) });
    }
  return pairs.sort((a, b) => a.distance - b.distance);
}

/** The yardstick of references in the same z, genre by genre; `noise` is the measuring noise of each column. */
export function yardstickOf(genres: readonly RowSet[], noise: Float64Array): Yardstick {
  const squared: number[] = [];
  for (const { count, width, z, groups } of genres.map(clipped))
    for (let i = 1; i < count; i++)
      for (let k = 0; k < i; k++) if (groups[i] !== groups[k]) squared.push(rowDistance(z, i, z, k, width));
  // two copies differ by twice the noise's variance, and twice that distance is four times its square
  return { typical: median(squared), nearDuplicate: 8 * mean(noise.map((one) => one * one)) };
}
