import { seededRandom } from '../dsp/seeded-random.js';
import { mean } from '../dsp/statistics.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { clipped } from './centred.js';
import { commonScales } from './common-scales.js';
import { comparableFeatures } from './comparable-features.js';
import { type Diversity, distinctTracks, diversityOf, type Yardstick, yardstickOf } from './diversity.js';
import { rarefied } from './group-splits.js';
import { commonColumns, keepColumns, selectSetColumns, selectSetRows } from './row-set.js';
import { lookups, rowSetOf, type Track, type TrackSet, trackSetHash } from './track-set.js';

/** The diversity of a set with what it is held against. */
export type DiversityRecord = {
  readonly question: string;
  readonly set: { readonly name: string; readonly tracks: number; readonly hash: string };
  readonly plan: string;
  readonly features: number;
  /** What the kernel's width and the limit of near-duplicates are taken from. */
  readonly references: readonly string[];
  readonly yardstick: Yardstick;
  readonly result: Diversity;
  /** The near-duplicates of `result` by name, the nearest first. */
  readonly nearDuplicates: readonly (readonly [ReferenceLabel, ReferenceLabel, distance: number])[];
  /** The effective number of as many references of one genre by chance, mean of the genres; null where these are fewer. */
  readonly ordinary: number | null;
};

const plan =
  'Vendi score of order 1 of tracks in robust z (the spread that references have about their own genre, clipped to +-6), ' +
  'Gaussian kernel of half the median distance of references of one genre by different artists; near-duplicates are ' +
  'nearer than twice what inaudible changes of both make of one recording; the interval is a jackknife over artists.';
const draws = 8;
const seed = 20240607;

/** How many different tracks a set amounts to, in the scale of genres' references. */
export function diversityOfTrackSet(
  set: TrackSet,
  references: readonly TrackSet[],
  features: readonly RegisteredFeature[],
): DiversityRecord {
  const scales = commonScales(comparableFeatures(features, [set, ...references]), references.map(lookups));
  const rows = rowSetOf(scales, set);
  const genres = references.map((genre) => rowSetOf(scales, genre));
  const columns = commonColumns([rows]);
  const yardstick = yardstickOf(
    genres.map((genre) => selectSetColumns(genre, columns)),
    Float64Array.from(columns, (column) => scales.noise[column]!),
  );
  const result = diversityOf(keepColumns(rows, columns), yardstick);
  const random = seededRandom(seed);
  const ordinary = genres.map((genre) => {
    const own = clipped(selectSetColumns(genre, columns));
    if (own.count < result.compared) return NaN;
    const everyRow = Int32Array.from({ length: own.count }, (_, row) => row);
    const sample = () => selectSetRows(own, rarefied(everyRow, result.compared, random));
    return mean(Array.from({ length: draws }, () => distinctTracks(sample(), yardstick.typical)));
  });
  const usual = mean(ordinary);
  return {
    question: `How many different tracks does "${set.name}" amount to?`,
    set: { name: set.name, tracks: set.tracks.length, hash: trackSetHash(set) },
    plan,
    features: columns.length,
    references: references.map(({ name }) => name),
    yardstick,
    result,
    nearDuplicates: result.nearDuplicates.map(({ first, second, distance }) => [
      labelOf(set.tracks[first]!),
      labelOf(set.tracks[second]!),
      distance,
    ]),
    ordinary: Number.isNaN(usual) ? null : usual,
  };
}

function labelOf({ artist, title, album }: Track): ReferenceLabel {
  return { artist, title, ...(album === undefined ? {} : { album }) };
}
