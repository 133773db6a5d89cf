import type { FeatureRow } from '../features/row.js';
import { significant } from '../profiles/build-profile.js';
import { artistKey } from '../profiles/folds.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';

/**
 * Whose references must be left out: the artist's that is named, or else of the reference that has the very same
 * numbers, for then the recording is one of the references.
 */
export function ownArtist(
  row: FeatureRow,
  artist: string | undefined,
  profiles: readonly LoadedProfile[],
): string | undefined {
  if (artist) return artistKey({ artist, title: '' });
  for (const loaded of profiles) {
    const reference = referenceOf(row, loaded);
    if (reference >= 0) return loaded.artists[reference];
  }
  return undefined;
}

/** Which reference has the very same numbers; -1 where none has. */
export function referenceOf(row: FeatureRow, loaded: LoadedProfile): number {
  return loaded.profile.rows.findIndex((values) => isSame(row, loaded, values));
}

function isSame(row: FeatureRow, { profile }: LoadedProfile, values: readonly (number | null)[]): boolean {
  return profile.features.every(({ id }, place) => {
    const value = row.values[id];
    return value === undefined || !Number.isFinite(value)
      ? values[place] === null
      : significant(value) === values[place];
  });
}
