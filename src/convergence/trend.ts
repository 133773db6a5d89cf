import { seededRandom } from '../dsp/seeded-random.js';
import { mean, median } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import { centred, clipped } from './centred.js';
import { type ChangePoint, changePoints } from './change-points.js';
import { fewestArtists, fewestTracks } from './compare-sets.js';
import { type Geometry, geometryOf, withTypical } from './geometry.js';
import { rarefied } from './group-splits.js';
import { holm } from './holm.js';
import type { PermutationOptions } from './narrowing.js';
import { commonColumns, type RowSet, selectSetColumns, selectSetRows } from './row-set.js';
import { logStatistics, primaryFamily, statisticNames } from './set-statistics.js';
import { type TrendLine, trendLine } from './trend-line.js';

/** Tracks of one year (or of any other step of time). */
export type Period = { readonly time: number; readonly set: RowSet };

export type PeriodSpread = {
  readonly time: number;
  readonly tracks: number;
  readonly artists: number;
  /** At the size to which all periods are rarefied. */
  readonly spread: Readonly<Record<(typeof primaryFamily)[number], number>>;
};

export type SpreadTrend = {
  readonly statistic: (typeof primaryFamily)[number];
  /** Of the statistic's logarithm: its slope is the relative change per unit of time. */
  readonly trend: TrendLine;
  /** Of a fall, one-sided, by Holm among the statistics. */
  readonly adjusted: number;
  /** Whether it falls: adjusted p at most .05 and an interval of the slope below 0. */
  readonly falls: boolean;
};

/** Whether music narrows over time, and when it changed. */
export type Trend = {
  readonly rarefiedTo: number;
  readonly periods: readonly PeriodSpread[];
  /** Times with fewer than 8 tracks or 5 artists. */
  readonly leftOut: readonly number[];
  readonly trends: readonly SpreadTrend[];
  readonly changes: readonly ChangePoint[];
};

const fewestPeriods = 5;
const mostTracks = 200;
const rarefactions = 8;
const error = 0.05;

/**
 * Spread by period, at equal size, about each period's own median. Rows are robust z on one scale for all periods.
 * Throws SwerveError 'too-few-references' where fewer than 5 periods have 8 tracks by 5 artists.
 */
export function trendOf(given: readonly Period[], { permutations, seed }: PermutationOptions): Trend {
  const columns = commonColumns(given.map(({ set }) => set));
  const whole = given
    .map(({ time, set }) => ({ time, set: selectSetColumns(set, columns) }))
    .sort((a, b) => a.time - b.time);
  const periods = whole.filter(isLarge);
  if (periods.length < fewestPeriods)
    throw new SwerveError(
      'too-few-references',
      `${periods.length} periods have ${fewestTracks} tracks by ${fewestArtists} artists.`,
      'trend',
      `At least ${fewestPeriods} are needed; join years into longer periods.`,
    );
  const random = seededRandom(seed);
  const size = Math.min(mostTracks, ...periods.map(({ set }) => set.count));
  const spreads = spreadsOf(
    periods.map(({ set }) => set),
    size,
    random,
  );
  const times = periods.map(({ time }) => time);
  const lines = primaryFamily.map((statistic) => {
    const place = statisticNames.indexOf(statistic);
    const trend = trendLine(
      times,
      spreads.map((logs) => logs[place]!),
      seed,
    );
    return { statistic, trend };
  });
  const adjusted = holm(lines.map(({ trend }) => trend.test.falling));
  return {
    rarefiedTo: size,
    periods: periods.map(({ time, set }, i) => ({
      time,
      tracks: set.count,
      artists: new Set(set.groups).size,
      spread: Object.fromEntries(
        primaryFamily.map((name) => [name, Math.exp(spreads[i]![statisticNames.indexOf(name)]!)]),
      ) as PeriodSpread['spread'],
    })),
    leftOut: whole.filter((period) => !periods.includes(period)).map(({ time }) => time),
    trends: lines.map((line, i) => ({
      ...line,
      adjusted: adjusted[i]!,
      falls: adjusted[i]! <= error && line.trend.slope.high < 0,
    })),
    changes: changePoints(times, meanRows(periods), { permutations, seed }),
  };
}

function isLarge({ set }: Period): boolean {
  return set.count >= fewestTracks && new Set(set.groups).size >= fewestArtists;
}

/** Whether there are periods enough. */
export function canFollow(periods: readonly Period[]): boolean {
  return periods.filter(isLarge).length >= fewestPeriods;
}

/** Logarithms of the statistics of each period, averaged over draws of `size` tracks, by one kernel for all. */
function spreadsOf(sets: readonly RowSet[], size: number, random: () => number): Float64Array[] {
  const geometries = sets.map((set) => {
    const rows = Int32Array.from({ length: set.count }, (_, row) => row);
    return geometryOf(centred(selectSetRows(set, rarefied(rows, mostTracks, random))));
  });
  const typical = median(geometries.map((geometry) => geometry.typical));
  return geometries.map((geometry) => averaged(withTypical(geometry, typical), size, random));
}

function averaged(geometry: Geometry, size: number, random: () => number): Float64Array {
  const rows = Int32Array.from({ length: geometry.count }, (_, row) => row);
  if (rows.length === size) return logStatistics(geometry, rows);
  const draws = Array.from({ length: rarefactions }, () => logStatistics(geometry, rarefied(rows, size, random)));
  return Float64Array.from(statisticNames, (_, s) => mean(draws.map((logs) => logs[s]!)));
}

function meanRows(periods: readonly Period[]) {
  const size = periods[0]!.set.width;
  const rows = Float64Array.from({ length: periods.length * size }, (_, at) => {
    const { count, z } = clipped(periods[Math.floor(at / size)]!.set);
    return mean(Array.from({ length: count }, (_, row) => z[row * size + (at % size)]!));
  });
  return { count: periods.length, size, rows };
}
