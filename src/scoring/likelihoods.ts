import { type Aspect, aspects as allAspects } from '../analysis/analyser.js';
import { fitEvenGaussian } from '../profiles/even-gaussian.js';
import { foldsOf, numbered } from '../profiles/folds.js';
import { type Metric, metricOf } from '../profiles/metric.js';
import { joinTables, type ReferenceTable } from '../profiles/reference-table.js';
import type { CovarianceMode } from '../profiles/shrinkage.js';
import { fitScales, type Scales, standardise } from '../profiles/standardise.js';

/** One genre's references, in columns that all genres share. */
export type GenreTable = {
  readonly table: ReferenceTable;
  readonly artists: readonly string[];
  readonly mode: CovarianceMode;
  /** Whether it takes part in the common standardisation. */
  readonly background: boolean;
};

/** Log densities of one recording under each genre, by each aspect's columns; `joint` is their sum. */
export type LogDensities = { readonly joint: Float64Array; readonly byAspect: ReadonlyMap<Aspect, Float64Array> };

export type LikelihoodModel = {
  /** Of each reference (genre after genre), under Gaussians and a standardisation fitted without its artist. */
  readonly references: readonly LogDensities[];
  readonly genreOf: readonly number[];
  readonly artists: readonly string[];
  /** Of a row of transformed values, under Gaussians fitted on every reference. */
  judge(values: Float64Array): LogDensities;
};

type Gaussian = { readonly mean: Float64Array; readonly metric: Metric; readonly columns: readonly number[] };
type Fit = { readonly scales: Scales; readonly blocks: readonly { aspect: Aspect; genres: Gaussian[] }[] };

/**
 * A Gaussian per genre and aspect, means and Ledoit–Wolf covariances in which every artist weighs the same, in one
 * robust z for all of them in which every background genre does. Aspects are taken as independent, as they are in the departure: 60 references
 * tell hardly anything about the thousands of covariances between aspects. `mostFolds`: leave one artist out up to so many artists, else 10 folds of artists.
 */
export function fitLikelihoods(
  genres: readonly GenreTable[],
  aspects: readonly Aspect[],
  measurement: Float64Array,
  { mostFolds }: { readonly mostFolds?: number } = {},
): LikelihoodModel {
  const table = joinTables(genres.map(({ table }) => table));
  const genreOf = genres.flatMap(({ table }, genre) => Array.from({ length: table.count }, () => genre));
  const artists = genres.flatMap((genre) => genre.artists);
  const folds = foldsOf(numbered(artists), mostFolds);
  const blocks = allAspects
    .map((aspect) => ({ aspect, columns: [...aspects.keys()].filter((i) => aspects[i] === aspect) }))
    .filter(({ columns }) => columns.length > 0);

  function fit(left: number): Fit {
    const weights = Float64Array.from(genreOf, (genre, row) =>
      folds[row] === left || !genres[genre]!.background ? 0 : 1,
    );
    const sizes = genres.map((_, genre) => genreOf.filter((other, row) => other === genre && weights[row]! > 0).length);
    const scales = fitScales(
      table,
      weights.map((weight, row) => weight / Math.max(1, sizes[genreOf[row]!]!)),
      measurement,
    );
    const z = standardise(table.values, table.count, scales);
    const rows = genres.map((_, genre) =>
      [...genreOf.keys()].filter((row) => genreOf[row] === genre && folds[row] !== left),
    );
    return {
      scales,
      blocks: blocks.map(({ aspect, columns }) => ({
        aspect,
        genres: rows.map((kept, genre) => gaussian(z, table.width, columns, kept, artists, genres[genre]!.mode)),
      })),
    };
  }

  const references: LogDensities[] = Array.from({ length: table.count });
  for (let fold = 0; fold <= Math.max(...folds); fold++) {
    const without = fit(fold);
    folds.forEach((other, row) => {
      if (other !== fold) return;
      references[row] = judgeIn(without, table.values.subarray(row * table.width, (row + 1) * table.width));
    });
  }
  const full = fit(-1);
  return { references, genreOf, artists, judge: (values) => judgeIn(full, values) };
}

function judgeIn({ scales, blocks }: Fit, values: Float64Array): LogDensities {
  const z = standardise(values, 1, scales);
  const byAspect = new Map(blocks.map(({ aspect, genres }) => [aspect, densityUnder(genres, z)]));
  const joint = new Float64Array(blocks[0]?.genres.length ?? 0);
  for (const densities of byAspect.values()) densities.forEach((density, genre) => (joint[genre]! += density));
  return { joint, byAspect };
}

function gaussian(
  z: Float64Array,
  width: number,
  columns: readonly number[],
  rows: readonly number[],
  artists: readonly string[],
  mode: CovarianceMode,
): Gaussian {
  const part = new Float64Array(rows.length * columns.length);
  rows.forEach((row, index) => {
    columns.forEach((column, place) => {
      part[index * columns.length + place] = z[row * width + column]!;
    });
  });
  const { centre, shrunk } = fitEvenGaussian(
    part,
    columns.length,
    rows.map((row) => artists[row]!),
    mode,
  );
  return { mean: centre, metric: metricOf(shrunk, columns.length), columns };
}

function densityUnder(genres: readonly Gaussian[], z: Float64Array): Float64Array {
  return Float64Array.from(genres, ({ mean, metric, columns }) =>
    metric.logDensity(Float64Array.from(columns, (column, place) => z[column]! - mean[place]!)),
  );
}

/** log p(x | genre) - log of the mean of p(x | other) over the other genres named; NaN where there are none. */
export function logLikelihoodRatio(densities: Float64Array, genre: number, others: readonly number[]): number {
  if (others.length === 0) return NaN;
  const largest = Math.max(...others.map((other) => densities[other]!));
  let sum = 0;
  for (const other of others) sum += Math.exp(densities[other]! - largest);
  return densities[genre]! - largest - Math.log(sum / others.length);
}
