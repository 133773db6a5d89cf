import { analysers } from '../analysers/index.js';
import { readStoreGroups } from '../catalogue/read-store-sets.js';
import { compareGroups } from '../convergence/compare-groups.js';
import { compareTrackSets } from '../convergence/compare-track-sets.js';
import { trackSetOfProfile } from '../convergence/track-set.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { convergencePage } from '../report/convergence-page.js';
import { convergenceSummary } from '../report/convergence-summary.js';
import { groupsPage } from '../report/groups-page.js';
import { groupsSummary } from '../report/groups-summary.js';
import { printable } from '../report/printable.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { readSets } from './read-sets.js';

export type ConvergeOptions = {
  readonly against?: string;
  readonly store?: string;
  readonly groupBy?: string;
  readonly groups?: string;
  readonly json?: boolean;
  readonly html?: string;
};

/**
 * `swerve converge SET --against SET`: whether the tracks of the first lie closer together than those of the second.
 * `swerve converge --store STORE --group-by COLUMN`: what became of a catalogue from year to year, from generation to
 * generation, or from group to group.
 */
export async function converge(set: string | undefined, options: ConvergeOptions, context: Context): Promise<ExitCode> {
  const { against, store, groupBy } = options;
  if (options.html !== undefined) await checkWritable(options.html);
  if (set !== undefined && against !== undefined && store === undefined && groupBy === undefined)
    return convergeSets(set, against, options, context);
  if (set === undefined && against === undefined && store !== undefined && groupBy !== undefined)
    return convergeGroups(store, groupBy, options, context);
  throw new SwerveError(
    'invalid-argument',
    'It takes two sets, or a store and a column.',
    'converge',
    'Either SET --against SET, or --store STORE --group-by COLUMN.',
  );
}

async function convergeSets(
  set: string,
  against: string,
  options: ConvergeOptions,
  context: Context,
): Promise<ExitCode> {
  const { sets, failed } = await readSets([against, set], options, context);
  const [first, second] = sets as [(typeof sets)[number], (typeof sets)[number]];
  if (sets.some(({ tracks }) => tracks.length === 0)) return exitCodes.nothingReadable;
  const { record, portrait } = compareTrackSets(first, second, registerFeatures(analysers));
  context.print(
    options.json ? `${JSON.stringify({ engine: version, ...record })}\n` : convergenceSummary(record, context.style),
  );
  await writePage(options.html, () => convergencePage(record, portrait), context);
  return failed === 0 ? exitCodes.done : exitCodes.someFailed;
}

async function convergeGroups(
  store: string,
  groupBy: string,
  options: ConvergeOptions,
  context: Context,
): Promise<ExitCode> {
  const { statistics, ...grouped } = await readStoreGroups(store, groupBy, options);
  if (grouped.groups.length === 0) {
    context.tell(
      `${context.style.warning('nothing to read')}: no recordings with ${printable(groupBy)} in ${printable(store)}\n`,
    );
    return exitCodes.nothingReadable;
  }
  const record = compareGroups(grouped, embeddedProfiles.map(trackSetOfProfile), registerFeatures(analysers));
  const groups = record.groups.map((group, i) => ({ ...group, statistics: statistics[i] }));
  context.print(
    options.json ? `${JSON.stringify({ engine: version, ...record, groups })}\n` : groupsSummary(record, context.style),
  );
  await writePage(options.html, () => groupsPage(record), context);
  return exitCodes.done;
}

async function writePage(out: string | undefined, page: () => string, { tell }: Context): Promise<void> {
  if (out === undefined) return;
  await writeWhole(out, page());
  tell(`${printable(out)}: a page of plots\n`);
}
