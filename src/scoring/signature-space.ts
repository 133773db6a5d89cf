import { cholesky, solveLower } from '../dsp/linear-algebra.js';
import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { selectColumns } from '../profiles/reference-table.js';
import { type CovarianceMode, shrinkCovariance } from '../profiles/shrinkage.js';
import { fitScales, standardise } from '../profiles/standardise.js';
import { columnPlaces } from './background.js';
import { columnsOfRow } from './placement.js';
import { centreOf, groupMeans, type Points } from './signature-direction.js';

/** In which an artist and a genre are compared; the genre's centre is its origin. */
export type SignatureSpace = {
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
  const width = places.length;
  const tableOf = (loaded: LoadedProfile) =>
    selectColumns(
      loaded.material.table,
      shared.map(([key]) => columnPlaces(loaded).get(key)!),
    );
  const table = tableOf(genre);
  const measurement = Float64Array.from(places, (place) => genre.material.measurement[place]!);
  const scales = fitScales(table, new Float64Array(table.count).fill(1), measurement);
  const zOf = (values: Float64Array): Points => ({
    rows: standardise(values, values.length / width, scales),
    count: values.length / width,
    width,
  });
  const genrePoints = zOf(table.values);
  const centre = middleOf(genrePoints, genre.material.groups);
  const artistPoints = zOf(tableOf(artist).values);
  const covariances = [
    covarianceOf(genrePoints, genre.material.groups, genre.material.mode),
    covarianceOf(artistPoints, groups, artist.material.mode),
  ] as const;
  const lower = cholesky(
    covariances[0].map((value, at) => (value + covariances[1][at]!) / 2),
    width,
  )!;
  const whitened = (values: Float64Array): Points => {
    const points = zOf(values);
    for (let at = 0; at < points.rows.length; at += width) {
      const part = points.rows.subarray(at, at + width);
      for (let i = 0; i < width; i++) part[i]! -= centre[i]!;
      if (part.some(Number.isNaN)) part.fill(NaN);
      else solveLower(lower, width, part, part);
    }
    return points;
  };
  return {
    pointsOf: (loaded) => whitened(tableOf(loaded).values),
    pointOf: (other) => {
      const columns = columnsOfRow(other, genre);
      return whitened(Float64Array.from(places, (place) => columns[place]!));
    },
    features: new Set(places.map((place) => genre.material.table.columns[place]!.feature)).size,
  };
}

/** The mean of the groups' means. */
export function middleOf(points: Points, groups: readonly number[]): Float64Array {
  const means = groupMeans(points, groups);
  return centreOf(means, new Float64Array(means.count).fill(1));
}

/** Shrunk covariance about the middle, every group weighing the same. */
function covarianceOf(points: Points, groups: readonly number[], mode: CovarianceMode): Float64Array {
  const { rows, width } = points;
  const centre = middleOf(points, groups);
  const kept = [...groups.keys()].filter((row) => groups[row]! >= 0);
  const sizes = new Map<number, number>();
  for (const row of kept) sizes.set(groups[row]!, (sizes.get(groups[row]!) ?? 0) + 1);
  const deviations = new Float64Array(rows.length);
  for (const row of kept) {
    const weight = kept.length / (sizes.size * sizes.get(groups[row]!)!);
    for (let i = 0; i < width; i++)
      deviations[row * width + i] = Math.sqrt(weight) * (rows[row * width + i]! - centre[i]!);
  }
  return shrinkCovariance(deviations, width, kept, new Float64Array(width), mode).covariance;
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
