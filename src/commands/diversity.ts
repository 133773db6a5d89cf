import { analysers } from '../analysers/index.js';
import { trackSetOfProfile } from '../convergence/track-set.js';
import { diversityOfTrackSet } from '../convergence/track-set-diversity.js';
import { registerFeatures } from '../features/registry.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { diversitySummary } from '../report/diversity-summary.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { readSets } from './read-sets.js';

/** `swerve diversity SET`: how many different tracks a set amounts to, and which are nearly the same. */
export async function diversity(
  set: string,
  options: { readonly json?: boolean },
  context: Context,
): Promise<ExitCode> {
  const { sets, failed } = await readSets([set], context);
  const [tracks] = sets as [(typeof sets)[number]];
  if (tracks.tracks.length === 0) return exitCodes.nothingReadable;
  const record = diversityOfTrackSet(tracks, embeddedProfiles.map(trackSetOfProfile), registerFeatures(analysers));
  context.print(
    options.json ? `${JSON.stringify({ engine: version, ...record })}\n` : diversitySummary(record, context.style),
  );
  return failed === 0 ? exitCodes.done : exitCodes.someFailed;
}
