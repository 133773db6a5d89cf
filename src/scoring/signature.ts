import { seededRandom } from '../dsp/seeded-random.js';
import { mean, quantile, sortedDefined } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { selectColumns } from '../profiles/reference-table.js';
import { fitSpace, whitened } from '../profiles/space.js';
import { columnPlaces } from './background.js';
import { referenceOf } from './own-artist.js';
import { columnsOfRow } from './placement.js';
import { centreOf, fitDirection, type Points, project } from './signature-direction.js';

/** How much of an artist's own a recording has, beside a genre. */
export type Signature = {
  readonly artist: string;
  readonly genre: string;
  /** 1: as much of the artist's direction as the artist's other tracks have; 0: the genre's centre. */
  readonly retention: { readonly value: number; readonly low: number; readonly high: number };
  /** Where the middle 90 % of the genre's own references lie on that scale. */
  readonly genreBand: readonly [number, number];
  /** 0: the genre's centre; 1: that of the other genres' centres. Null where no other genre is loaded. */
  readonly mainstreamPull: { readonly value: number; readonly genreBand: readonly [number, number] } | null;
  /** The genre's and artist's features compared. */
  readonly features: number;
  readonly n: { readonly tracks: number; readonly groups: number; readonly references: number };
};

export type SignatureOptions = {
  /** The genres whose common centre is the mainstream; the genre itself and the artist are no part of it. */
  readonly mainstream?: readonly LoadedProfile[];
  /** Rows of the recording's other excerpts. */
  readonly windows?: readonly FeatureRow[];
};

const draws = 200;
const seed = 50208;
/** A feature that more of the references lack is no part of a direction. */
const fewestPresent = 0.95;

/**
 * Projects a recording x on the way from the genre g to the artist A, in the genre's whitened space W:
 * r(x) = <W(x - g), W(A - g)> / |W(A - g)|^2, over the mean of the artist's own tracks, each projected on a way that
 * was drawn without its album. In-sample that mean would be 1 by construction. An album of the artist's that the
 * recording is part of is left out. The interval resamples albums and takes the recording's excerpts in turn. Throws
 * SwerveError 'profile-mismatch' where the profiles share too little, 'too-few-references' where the artist's left-out
 * mean is not above the genre's: there is no signature to retain.
 */
export function signatureOf(
  row: FeatureRow,
  artist: LoadedProfile,
  genre: LoadedProfile,
  { mainstream = [], windows = [] }: SignatureOptions = {},
): Signature {
  const { places, pointsOf, pointOf } = sharedSpace(row, artist, genre);
  const tracks = pointsOf(artist);
  const references = pointsOf(genre);
  const groups = groupsWithout(artist, referenceOf(row, artist));
  const even = new Float64Array(Math.max(...groups) + 1).fill(1);
  const { way, leftOut } = fitDirection(tracks, groups, even);
  const ordinary = projections(references, way);
  if (!(leftOut > mean(ordinary))) throw noSignature(artist, genre);
  const excerpts = [row, ...windows].map(pointOf).filter(({ rows }) => !Number.isNaN(rows[0]!));
  const value = project(excerpts[0]!, 0, way) / leftOut;
  const drawn = drawRetentions(tracks, groups, excerpts);
  const others = mainstream.filter(
    ({ profile }) => profile.hash !== genre.profile.hash && profile.hash !== artist.profile.hash,
  );
  return {
    artist: artist.profile.title,
    genre: genre.profile.title,
    retention: { value, low: Math.min(value, quantile(drawn, 0.025)), high: Math.max(value, quantile(drawn, 0.975)) },
    genreBand: bandOf(ordinary.map((projection) => projection / leftOut)),
    mainstreamPull: pullOf(excerpts[0]!, references, others.map(pointsOf)),
    features: new Set(places.map((place) => genre.material.table.columns[place]!.feature)).size,
    n: {
      tracks: groups.filter((group) => group >= 0).length,
      groups: new Set(groups.filter((group) => group >= 0)).size,
      references: references.count,
    },
  };
}

/** The genre's whitened space of the columns that the recording, the artist and the genre have, about the genre's centre. */
function sharedSpace(row: FeatureRow, artist: LoadedProfile, genre: LoadedProfile) {
  const own = columnsOfRow(row, genre);
  const [artistPlaces, genrePlaces] = [columnPlaces(artist), columnPlaces(genre)];
  const shared = [...genrePlaces].filter(
    ([key, place]) =>
      !Number.isNaN(own[place]!) &&
      artistPlaces.has(key) &&
      isPresent(artist, artistPlaces.get(key)!) &&
      isPresent(genre, place),
  );
  if (shared.length < 2) throw tooLittle(artist, genre);
  const places = shared.map(([, place]) => place);
  const tableOf = (loaded: LoadedProfile) =>
    selectColumns(
      loaded.material.table,
      shared.map(([key]) => columnPlaces(loaded).get(key)!),
    );
  const table = tableOf(genre);
  const measurement = Float64Array.from(places, (place) => genre.material.measurement[place]!);
  const space = fitSpace(table, new Float64Array(table.count).fill(1), measurement, genre.material.mode);
  const width = places.length;
  const centre = centreOf({ rows: whitened(space, table.values, table.count), count: table.count, width }, () => 1);
  const pointsFrom = (values: Float64Array, count: number): Points => ({
    rows: whitened(space, values, count).map((value, at) => value - centre[at % width]!),
    count,
    width,
  });
  return {
    places,
    pointsOf: (loaded: LoadedProfile) => pointsFrom(tableOf(loaded).values, loaded.material.table.count),
    pointOf: (other: FeatureRow) => {
      const columns = columnsOfRow(other, genre);
      return pointsFrom(
        Float64Array.from(places, (place) => columns[place]!),
        1,
      );
    },
  };
}

function isPresent({ material: { table } }: LoadedProfile, place: number): boolean {
  return table.orders[place]!.length >= fewestPresent * table.count;
}

/** The artist's groups, -1 for what lies in the group of the given reference. Throws SwerveError 'too-few-references'. */
function groupsWithout(artist: LoadedProfile, reference: number): number[] {
  const { groups } = artist.material;
  const kept = groups.map((group) => (group === groups[reference] ? -1 : group));
  if (new Set(kept.filter((group) => group >= 0)).size < 2)
    throw new SwerveError(
      'too-few-references',
      'An artist needs at least two albums (or tracks) for a signature: one is told by the others.',
      artist.profile.name,
      'Build the profile from more of them.',
    );
  return kept;
}

function projections(points: Points, way: Float64Array): Float64Array {
  return Float64Array.from({ length: points.count }, (_, row) => project(points, row, way));
}

function drawRetentions(tracks: Points, groups: readonly number[], excerpts: readonly Points[]): Float64Array {
  const random = seededRandom(seed);
  const weights = new Float64Array(Math.max(...groups) + 1);
  return Float64Array.from({ length: draws }, (_, draw) => {
    for (let group = 0; group < weights.length; group++) weights[group] = -Math.log(1 - random());
    const { way, leftOut } = fitDirection(tracks, groups, weights);
    return project(excerpts[draw % excerpts.length]!, 0, way) / leftOut;
  }).sort();
}

/** 5th and 95th percentile. */
function bandOf(values: ArrayLike<number>): readonly [number, number] {
  const sorted = sortedDefined(values);
  return [quantile(sorted, 0.05), quantile(sorted, 0.95)];
}

function pullOf(point: Points, references: Points, others: readonly Points[]): Signature['mainstreamPull'] {
  if (others.length === 0) return null;
  const centres = others.map((other) => centreOf(other, () => 1));
  const way = centres[0]!.map((_, i) => mean(centres.map((centre) => centre[i]!)));
  return { value: project(point, 0, way), genreBand: bandOf(projections(references, way)) };
}

function tooLittle(artist: LoadedProfile, genre: LoadedProfile): SwerveError {
  return new SwerveError(
    'profile-mismatch',
    `The recording, ${artist.profile.name} and ${genre.profile.name} have fewer than two features in common.`,
    artist.profile.name,
    'Build the profile again with these analysers.',
  );
}

function noSignature(artist: LoadedProfile, genre: LoadedProfile): SwerveError {
  return new SwerveError(
    'too-few-references',
    `Left out, the tracks of ${artist.profile.name} lie no further from ${genre.profile.name} than its own: no signature is heard.`,
    artist.profile.name,
    'Choose another genre, or build the profile from more tracks.',
  );
}
