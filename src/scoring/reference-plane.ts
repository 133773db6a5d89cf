import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { coverageOf } from './coverage.js';
import { ownArtist } from './own-artist.js';
import { percentileRank } from './percentile.js';
import type { ScoreOptions } from './score-row.js';

/** Where one reference of the genre lies among the others: both are percentiles, as a recording's own are. */
export type ReferencePlace = {
  readonly artist: string;
  readonly title: string;
  readonly departure: number;
  readonly crowding: number;
};

const mostReferences = 400;

/**
 * Departure and crowding of the references that a row is compared with, on the features that it has, each fitted without
 * its own artist; of a large profile only some, evenly spaced.
 */
export function referencePlane(
  row: FeatureRow,
  loaded: LoadedProfile,
  { artist, versions, candidates = [loaded] }: Pick<ScoreOptions, 'artist' | 'versions' | 'candidates'>,
): readonly ReferencePlace[] {
  const own = ownArtist(row, artist, [loaded, ...candidates]);
  const model = loaded.modelFor(coverageOf(row, loaded, versions).present, own);
  const compared = loaded.comparedWith(own);
  const { departures } = model;
  const nearest = model.crowding().all;
  const step = Math.ceil(compared.length / mostReferences);
  return compared.flatMap((reference, place): ReferencePlace[] => {
    const departure = percentileRank(departures[place]!, departures);
    const crowding = 100 - percentileRank(nearest[place]!, nearest);
    if (place % step !== 0 || Number.isNaN(departure + crowding)) return [];
    const { artist, title } = loaded.profile.references[reference]!;
    return [{ artist, title, departure: rounded(departure), crowding: rounded(crowding) }];
  });
}

function rounded(percentile: number): number {
  return Math.round(10 * percentile) / 10;
}
