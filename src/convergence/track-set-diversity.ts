import { seededRandom } from '../dsp/seeded-random.js';
import { mean } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { clipped } from './centred.js';
import { commonScales } from './common-scales.js';
import { comparableFeatures } from './comparable-features.js';
import { type GroupedTracks, type GroupsRecord, groupsHash } from './compare-groups.js';
import { type Diversity, distinctTracks, diversityOf, type Yardstick, yardstickOf } from './diversity.js';
import { rarefied } from './group-splits.js';
import { commonColumns, keepColumns, type RowSet, selectSetColumns, selectSetRows } from './row-set.js';
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

/** The diversity of each group of a catalogue. */
export type GroupsDiversityRecord = Pick<
  DiversityRecord,
  'question' | 'plan' | 'features' | 'references' | 'yardstick'
> & {
  readonly catalogue: GroupsRecord['catalogue'];
  readonly groups: readonly (Pick<DiversityRecord, 'result' | 'nearDuplicates' | 'ordinary'> & {
    readonly name: string;
    readonly tracks: number;
  })[];
  /** Groups of a single track. */
  readonly leftOut: number;
};

const plan =
  'Vendi score of order 1 of tracks in robust z (the spread that references have about their own genre, clipped to +-6), ' +
  'Gaussian kernel of half the median distance of references of one genre by different artists; near-duplicates are ' +
  'nearer than twice what inaudible changes of both make of one recording; the interval is a jackknife over artists.';
const draws = 8;
const seed = 20240607;

/** How many different tracks a set amounts to, in the scale of genres' references. Errors: 'too-few-references' for one track. */
export function diversityOfTrackSet(
  set: TrackSet,
  references: readonly TrackSet[],
  features: readonly RegisteredFeature[],
): DiversityRecord {
  if (set.tracks.length < 2)
    throw new SwerveError(
      'too-few-references',
      'A single recording has nothing to be compared with.',
      set.name,
      'Name a set of several.',
    );
  const { measure, ...scale } = measureOf([set], references, features);
  return {
    question: `How many different tracks does "${set.name}" amount to?`,
    set: { name: set.name, tracks: set.drawnFrom ?? set.tracks.length, hash: trackSetHash(set) },
    plan,
    ...scale,
    ...measure(set),
  };
}

/** The same of every group of a catalogue, in the features that 80 % of all its tracks have. Groups of one track are left out. */
export function diversityOfGroups(
  { name, by, groups }: GroupedTracks,
  references: readonly TrackSet[],
  features: readonly RegisteredFeature[],
): GroupsDiversityRecord {
  const large = groups.filter(({ tracks }) => tracks.length > 1);
  const { measure, ...scale } = measureOf(large, references, features);
  return {
    question: `How many different tracks does each ${by} of "${name}" amount to?`,
    catalogue: { name, groupedBy: by, hash: groupsHash(groups.map(trackSetHash)) },
    plan,
    ...scale,
    groups: large.map((group) => ({
      name: group.name,
      tracks: group.drawnFrom ?? group.tracks.length,
      ...measure(group),
    })),
    leftOut: groups.length - large.length,
  };
}

type Measure = (set: TrackSet) => Pick<DiversityRecord, 'result' | 'nearDuplicates' | 'ordinary'>;

function measureOf(
  sets: readonly TrackSet[],
  references: readonly TrackSet[],
  features: readonly RegisteredFeature[],
): Pick<DiversityRecord, 'features' | 'references' | 'yardstick'> & { readonly measure: Measure } {
  const scales = commonScales(comparableFeatures(features, [...sets, ...references]), references.map(lookups));
  const genres = references.map((genre) => rowSetOf(scales, genre));
  const columns = commonColumns([rowSetOf(scales, { tracks: sets.flatMap(({ tracks }) => tracks) })]);
  const yardstick = yardstickOf(
    genres.map((genre) => selectSetColumns(genre, columns)),
    Float64Array.from(columns, (column) => scales.noise[column]!),
  );
  const usual = new Map<number, number>();
  return {
    features: columns.length,
    references: references.map(({ name }) => name),
    yardstick,
    measure(set) {
      const result = diversityOf(keepColumns(rowSetOf(scales, set), columns), yardstick);
      const ordinary = usual.get(result.compared) ?? ordinaryOf(genres, columns, result.compared, yardstick);
      usual.set(result.compared, ordinary);
      return {
        result,
        nearDuplicates: result.nearDuplicates.map(({ first, second, distance }) => [
          labelOf(set.tracks[first]!),
          labelOf(set.tracks[second]!),
          distance,
        ]),
        ordinary: Number.isNaN(ordinary) ? null : ordinary,
      };
    },
  };
}

/** What so many references of one genre amount to, by chance; NaN where there are fewer. */
function ordinaryOf(
  genres: readonly RowSet[],
  columns: readonly number[],
  size: number,
  { typical }: Yardstick,
): number {
  const random = seededRandom(seed);
  return mean(
    genres.map((genre) => {
      const own = clipped(selectSetColumns(genre, columns));
      if (own.count < size) return NaN;
      const everyRow = Int32Array.from({ length: own.count }, (_, row) => row);
      const sample = () => selectSetRows(own, rarefied(everyRow, size, random));
      return mean(Array.from({ length: draws }, () => distinctTracks(sample(), typical)));
    }),
  );
}

function labelOf({ artist, title, album }: Track): ReferenceLabel {
  return { artist, title, ...(album === undefined ? {} : { album }) };
}
