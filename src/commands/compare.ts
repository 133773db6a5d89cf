import { analysers } from '../analysers/index.js';
import { compareTracks } from '../catalogue/compare-tracks.js';
import { failureOf } from '../catalogue/failure.js';
import { readProfile } from '../catalogue/read-profile.js';
import { registerFeatures } from '../features/registry.js';
import { comparisonSummary } from '../report/comparison-summary.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** `swerve compare BEFORE AFTER`: how far the second version moved towards or away from the average. */
export async function compare(
  before: string,
  after: string,
  options: { readonly profile?: string; readonly json?: boolean },
  { print, tell, style, signal }: Context,
): Promise<ExitCode> {
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile);
  try {
    const comparison = await compareTracks(before, after, { signal, ...(profile === undefined ? {} : { profile }) });
    for (const warning of comparison.warnings) tell(`${style.warning('note')}: ${printable(warning)}\n`);
    if (options.json) print(`${JSON.stringify({ before, after, ...comparison, engine: version })}\n`);
    else print(comparisonSummary([before, after], comparison, registerFeatures(analysers), style));
    return exitCodes.done;
  } catch (error) {
    if (signal.aborted) throw error;
    const both = `${before}, ${after}`;
    const failure = failureOf(error, both);
    tell(failureText({ ...failure, where: [before, after].includes(failure.where) ? failure.where : both }, style));
    return exitCodes.nothingReadable;
  }
}
