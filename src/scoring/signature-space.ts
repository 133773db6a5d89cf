import { cholesky, solveLower } from '../dsp/linear-algebra.js';
import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import { fitEvenGaussian } from '../profiles/even-gaussian.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { selectColumns } from '../profiles/reference-table.js';
import { fitScales, standardise } from '../profiles/standardise.js';
import { columnPlaces } from './background.js';
import { columnsOfRow } from './placement.js';
import { onSharedBandwidth } from './shared-bandwidth.js';
import type { Points } from './signature-direction.js';

/** In which an artist and a genre are compared; the genre's centre is its origin. */
export type SignatureSpace = {
  /** Whether a profile scores all that is compared. */
  readonly holds: (loaded: LoadedProfile) => boolean;
  readonly pointsOf: (loaded: LoadedProfile) => Points;
  readonly pointOf: (row: FeatureRow) => Points;
  /** The features that are compared. */
  readonly features: number;
};

/** A feature that more of the references lack is no part of a direction. */
const fewestPresent = 0.95;

/**
 * The columns that the recording, the artist and the genre have, in the genre's robust z, whitened by the mean of the
 * covariances of the two: Fisher's linear discriminant, in which neither is the other's noise. The genre's alone is
 * estimated where the artist is not, and its inverse makes much of what varies little there. Albums and artists weigh
 * the same, however many tracks they have. `groups` are the artist's, -1 for tracks to leave out. Throws SwerveError
 * 'profile-mismatch'.
 */
export function signatureSpace(
  row: FeatureRow,
  artist: LoadedProfile,
  groups: readonly number[],
  genre: LoadedProfile,
): SignatureSpace {
  const own = columnsOfRow(onSharedBandwidth(onSharedBandwidth(row, artist.profile), genre.profile), genre);
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
  const width = places.length;
  const tableOf = (loaded: LoadedProfile) =>
    selectColumns(
      loaded.material.table,
      shared.map(([key]) => columnPlaces(loaded).get(key)!),
    );
  const table = tableOf(genre);
  const measurement = Float64Array.from(places, (place) => genre.material.measurement[place]!);
  const scales = fitScales(table, new Float64Array(table.count).fill(1), measurement);
  const zOf = (values: Float64Array) => standardise(values, values.length / width, scales);
  const artistRows = zOf(tableOf(artist).values);
  const kept = [...groups.keys()].filter((track) => groups[track]! >= 0);
  const ofGenre = fitEvenGaussian(zOf(table.values), width, genre.material.groups, genre.material.mode);
  const ofArtist = fitEvenGaussian(
    Float64Array.from(kept.flatMap((track) => [...artistRows.subarray(track * width, (track + 1) * width)])),
    width,
    kept.map((track) => groups[track]!),
    artist.material.mode,
  );
  const lower = cholesky(
    ofGenre.shrunk.covariance.map((value, at) => (value + ofArtist.shrunk.covariance[at]!) / 2),
    width,
  )!;
  const whitened = (values: Float64Array): Points => {
    const rows = zOf(values);
    for (let at = 0; at < rows.length; at += width) {
      const part = rows.subarray(at, at + width);
      for (let i = 0; i < width; i++) part[i]! -= ofGenre.centre[i]!;
      if (part.some(Number.isNaN)) part.fill(NaN);
      else solveLower(lower, width, part, part);
    }
    return { rows, count: rows.length / width, width };
  };
  return {
    holds: (loaded) => shared.every(([key]) => columnPlaces(loaded).has(key)),
    pointsOf: (loaded) => whitened(tableOf(loaded).values),
    pointOf: (other) => {
      const columns = columnsOfRow(other, genre);
      return whitened(Float64Array.from(places, (place) => columns[place]!));
    },
    features: new Set(places.map((place) => genre.material.table.columns[place]!.feature)).size,
  };
}

function isPresent({ material: { table } }: LoadedProfile, place: number): boolean {
  return table.orders[place]!.length >= fewestPresent * table.count;
}

function tooLittle(artist: LoadedProfile, genre: LoadedProfile): SwerveError {
  return new SwerveError(
    'profile-mismatch',
    `The recording, ${artist.profile.name} and ${genre.profile.name} have fewer than two features in common.`,
    artist.profile.name,
    'Build the profile again with these analysers.',
  );
}
