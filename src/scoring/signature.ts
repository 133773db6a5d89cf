import { seededRandom } from '../dsp/seeded-random.js';
import { mean, quantile, sortedDefined } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { referenceOf } from './own-artist.js';
import { centreOf, fitDirection, groupMeans, type Points, project } from './signature-direction.js';
import { signatureSpace } from './signature-space.js';

/** How much of an artist's own a recording has, beside a genre. */
export type Signature = {
  readonly artist: string;
  readonly genre: string;
  /** 1: as much of the artist's direction as the artist's other tracks have; 0: the genre's centre. */
  readonly retention: { readonly value: number; readonly low: number; readonly high: number };
  /** Where the middle 90 % of the genre's own references lie on that scale. */
  readonly genreBand: readonly [number, number];
  /** 0: the genre's centre; 1: that of the other genres' centres. Null where no other genre is loaded that has these features. */
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

/**
 * Projects a recording x on the way from the genre g to the artist A, in the whitened space W of the two:
 * r(x) = <W(x - g), W(A - g)> / |W(A - g)|^2, over the mean r of the artist's own albums, each told by a way that
 * was drawn without it. In-sample that mean would be 1 by construction. An album of the artist's that the
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
  const groups = groupsWithout(artist, referenceOf(row, artist));
  const { features, holds, pointsOf, pointOf } = signatureSpace(row, artist, groups, genre);
  const albums = groupMeans(pointsOf(artist), groups);
  const references = pointsOf(genre);
  const { way, leftOut } = fitDirection(albums, new Float64Array(albums.count).fill(1));
  const ordinary = projections(references, way);
  if (!(leftOut > mean(ordinary))) throw noSignature(artist, genre);
  const excerpts = [row, ...windows].map(pointOf).filter(({ rows }) => !Number.isNaN(rows[0]!));
  const value = project(excerpts[0]!, 0, way) / leftOut;
  const drawn = drawRetentions(albums, excerpts);
  const others = mainstream.filter(
    (other) => ![genre, artist].some(({ profile }) => profile.hash === other.profile.hash) && holds(other),
  );
  const middles = others.map((other) => {
    const artists = groupMeans(pointsOf(other), other.material.groups);
    return centreOf(artists, new Float64Array(artists.count).fill(1));
  });
  return {
    artist: artist.profile.title,
    genre: genre.profile.title,
    retention: { value, low: Math.min(value, quantile(drawn, 0.025)), high: Math.max(value, quantile(drawn, 0.975)) },
    genreBand: bandOf(ordinary.map((projection) => projection / leftOut)),
    mainstreamPull: pullOf(excerpts[0]!, references, middles),
    features,
    n: {
      tracks: groups.filter((group) => group >= 0).length,
      groups: new Set(groups.filter((group) => group >= 0)).size,
      references: references.count,
    },
  };
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

function drawRetentions(albums: Points, excerpts: readonly Points[]): Float64Array {
  const random = seededRandom(seed);
  const weights = new Float64Array(albums.count);
  return Float64Array.from({ length: draws }, (_, draw) => {
    for (let album = 0; album < weights.length; album++) weights[album] = -Math.log(1 - random());
    const { way, leftOut } = fitDirection(albums, weights);
    return project(excerpts[draw % excerpts.length]!, 0, way) / leftOut;
  }).sort();
}

/** 5th and 95th percentile. */
function bandOf(values: ArrayLike<number>): readonly [number, number] {
  const sorted = sortedDefined(values);
  return [quantile(sorted, 0.05), quantile(sorted, 0.95)];
}

function pullOf(point: Points, references: Points, middles: readonly Float64Array[]): Signature['mainstreamPull'] {
  if (middles.length === 0) return null;
  const way = middles[0]!.map((_, i) => mean(middles.map((middle) => middle[i]!)));
  return { value: project(point, 0, way), genreBand: bandOf(projections(references, way)) };
}

function noSignature(artist: LoadedProfile, genre: LoadedProfile): SwerveError {
  return new SwerveError(
    'too-few-references',
    `Left out, the tracks of ${artist.profile.name} lie no further from ${genre.profile.name} than its own: no signature is heard.`,
    artist.profile.name,
    'Choose another genre, or build the profile from more tracks.',
  );
}
