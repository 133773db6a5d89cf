import { type Failure, failureOf } from '../catalogue/failure.js';
import { readFeatureTable } from '../catalogue/read-feature-table.js';
import type { ForeignTable } from '../features/foreign-table.js';
import { loadProfile } from '../profiles/loaded-profile.js';
import type { Profile } from '../profiles/profile.js';
import { failureText } from '../report/failure-text.js';
import { flatScore } from '../report/score-document.js';
import { scoreSummary } from '../report/score-summary.js';
import { scoreRow } from '../scoring/score-row.js';
import { type Context, type ExitCode, exitCodeOf } from './context.js';

/** Every row of every table; a row or a table that fails is told and does not stop the rest. */
export async function scoreTables(
  paths: readonly string[],
  profile: Profile,
  options: { readonly json?: boolean },
  { print, tell, style, signal }: Context,
): Promise<ExitCode> {
  const loaded = loadProfile(profile);
  let done = 0;
  let failed = 0;
  for (const file of paths) {
    signal.throwIfAborted();
    try {
      scoreRows(file, await readFeatureTable(file));
    } catch (error) {
      signal.throwIfAborted();
      report(file, failureOf(error, file));
    }
  }
  return exitCodeOf(failed, done + failed);

  function scoreRows(file: string, { versions, features, rows }: ForeignTable): void {
    for (const { title, artist, row } of rows) {
      signal.throwIfAborted();
      try {
        const scored = scoreRow(row, loaded, { versions, artist });
        print(
          options.json
            ? `${JSON.stringify({ file, row: title, ...flatScore(scored, versions) })}\n`
            : `${scoreSummary(title, [`a row of ${file}`], scored, features, style)}\n`,
        );
        done++;
      } catch (error) {
        report(file, { ...failureOf(error, file), where: `${file}: ${title}` }, title);
      }
    }
  }

  function report(file: string, failure: Failure, row?: string): void {
    failed++;
    tell(failureText(failure, style));
    if (options.json) print(`${JSON.stringify({ file, ...(row !== undefined && { row }), error: failure })}\n`);
  }
}
