import { analysers } from '../analysers/index.js';
import { compareTrackSets } from '../convergence/compare-track-sets.js';
import { registerFeatures } from '../features/registry.js';
import { convergencePage } from '../report/convergence-page.js';
import { convergenceSummary } from '../report/convergence-summary.js';
import { printable } from '../report/printable.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { readSets } from './read-sets.js';

/** `swerve converge SET --against SET`: whether the tracks of the first lie closer together than those of the second. */
export async function converge(
  set: string,
  options: { readonly against: string; readonly json?: boolean; readonly html?: string },
  context: Context,
): Promise<ExitCode> {
  const { print, tell, style } = context;
  if (options.html !== undefined) await checkWritable(options.html);
  const { sets, failed } = await readSets([options.against, set], context);
  const [against, question] = sets as [(typeof sets)[number], (typeof sets)[number]];
  if (sets.some(({ tracks }) => tracks.length === 0)) return exitCodes.nothingReadable;
  const { record, portrait } = compareTrackSets(against, question, registerFeatures(analysers));
  print(options.json ? `${JSON.stringify({ engine: version, ...record })}\n` : convergenceSummary(record, style));
  if (options.html !== undefined) {
    await writeWhole(options.html, convergencePage(record, portrait));
    tell(`${printable(options.html)}: a page of plots\n`);
  }
  return failed === 0 ? exitCodes.done : exitCodes.someFailed;
}
