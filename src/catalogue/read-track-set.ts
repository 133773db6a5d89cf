import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { analysers } from '../analysers/index.js';
import { isRecordingName } from '../audio/is-recording-name.js';
import { type TrackSet, trackSetOfProfile } from '../convergence/track-set.js';
import { SwerveError } from '../errors.js';
import { analyseReferences, type ReferenceOptions } from './analyse-references.js';
import { findRecordings } from './find-recordings.js';
import { readGroups } from './read-groups.js';
import { readProfile } from './read-profile.js';
import { isStoreName, readStoreSet, type StoreOptions } from './read-store-sets.js';

export type TrackSetOptions = Omit<ReferenceOptions, 'groups'> & StoreOptions;

/**
 * A set by its name: the middle 30 s of each recording in a folder; those that a store holds, all or those that meet a
 * condition (`catalogue.duckdb?year < 2000`); or the references of an embedded profile or of a profile file. Errors: those
 * of `readProfile` for what is neither a folder nor a store, and 'invalid-argument' for a recording.
 */
export async function readTrackSet(nameOrPath: string, options: TrackSetOptions = {}): Promise<TrackSet> {
  const { groups, ...analysing } = options;
  if (await isStoreName(nameOrPath)) return readStoreSet(nameOrPath, options);
  const found = await stat(nameOrPath).catch(() => undefined);
  if (found !== undefined && !found.isDirectory() && isRecordingName(nameOrPath))
    throw new SwerveError('invalid-argument', 'One recording is no set.', nameOrPath, 'Name the folder of the others.');
  if (!found?.isDirectory()) return trackSetOfProfile(await readProfile(nameOrPath));
  const references = await analyseReferences(await findRecordings([nameOrPath]), {
    ...analysing,
    ...(groups === undefined ? {} : { groups: await readGroups(groups) }),
  });
  return {
    name: basename(resolve(nameOrPath)),
    tracks: references.map(({ artist, title, album, year, row }) => ({
      artist,
      title,
      ...(album === undefined ? {} : { album }),
      ...(year === undefined ? {} : { year }),
      values: row.values,
    })),
    versions: Object.fromEntries(analysers.map(({ id, version }) => [id, version])),
  };
}
