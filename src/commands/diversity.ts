import { analysers } from '../analysers/index.js';
import { readStoreGroups } from '../catalogue/read-store-sets.js';
import { trackSetOfProfile } from '../convergence/track-set.js';
import { diversityOfGroups, diversityOfTrackSet } from '../convergence/track-set-diversity.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { diversitySummary, groupsDiversitySummary } from '../report/diversity-summary.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { readSets } from './read-sets.js';

export type DiversityOptions = {
  readonly store?: string;
  readonly groupBy?: string;
  readonly groups?: string;
  readonly json?: boolean;
};

/**
 * `swerve diversity SET`, or `--store STORE`: how many different tracks a set amounts to, and which are nearly the same;
 * with `--group-by COLUMN`, how many each group of the store does.
 */
export async function diversity(
  set: string | undefined,
  options: DiversityOptions,
  context: Context,
): Promise<ExitCode> {
  const { store, groupBy } = options;
  const name = set ?? store;
  if (name === undefined || (set !== undefined && (store !== undefined || groupBy !== undefined)))
    throw new SwerveError(
      'invalid-argument',
      'It takes a set, or a store.',
      'diversity',
      'Either SET, or --store STORE, with or without --group-by COLUMN.',
    );
  const references = embeddedProfiles.map(trackSetOfProfile);
  const features = registerFeatures(analysers);
  const print = (record: object, summary: () => string) =>
    context.print(options.json ? `${JSON.stringify({ engine: version, ...record })}\n` : summary());
  if (groupBy !== undefined) {
    const record = diversityOfGroups(await readStoreGroups(name, groupBy, options), references, features);
    print(record, () => groupsDiversitySummary(record, context.style));
    return record.groups.length === 0 ? exitCodes.nothingReadable : exitCodes.done;
  }
  const { sets, failed } = await readSets([name], options, context);
  const [tracks] = sets as [(typeof sets)[number]];
  if (tracks.tracks.length === 0) return exitCodes.nothingReadable;
  const record = diversityOfTrackSet(tracks, references, features);
  print(record, () => diversitySummary(record, context.style));
  return failed === 0 ? exitCodes.done : exitCodes.someFailed;
}
