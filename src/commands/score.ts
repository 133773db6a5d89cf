import { analysers } from '../analysers/index.js';
import { failureOf } from '../catalogue/failure.js';
import { isFeatureTable, readFeatureTable } from '../catalogue/read-feature-table.js';
import { readProfile } from '../catalogue/read-profile.js';
import { createScorer } from '../catalogue/scorer.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { loadProfile } from '../profiles/loaded-profile.js';
import type { Profile } from '../profiles/profile.js';
import { failureText } from '../report/failure-text.js';
import { comparedText, scoreSummary } from '../report/score-summary.js';
import type { AnalyserVersions } from '../scoring/coverage.js';
import type { Score } from '../scoring/score.js';
import { scoreRow } from '../scoring/score-row.js';
import { version } from '../version.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { eachRecording } from './each-recording.js';

type Options = { readonly profile?: string; readonly json?: boolean };

/** `swerve score FILE…`: how far each recording, or each row of a table of features, departs from its genre's average, and why. */
export async function score(paths: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile);
  const tables = await Promise.all(paths.map(isFeatureTable));
  if (!tables.some(Boolean)) return scoreRecordings(paths, profile, options, context);
  if (!tables.every(Boolean) || profile === undefined)
    throw new SwerveError(
      'invalid-argument',
      'Tables of features are scored by themselves, and against a profile that was built from such a table.',
      paths[tables.indexOf(true)]!,
      'Name it with --profile; `swerve profile build TABLE` makes one.',
    );
  return scoreTables(paths, profile, options, context);
}

function scoreRecordings(
  paths: readonly string[],
  profile: Profile | undefined,
  options: Options,
  context: Context,
): Promise<ExitCode> {
  const features = registerFeatures(analysers);
  const scorer = createScorer(profile === undefined ? {} : { profile });
  return eachRecording(
    paths,
    context,
    (file, analysis) => {
      const scored = scorer.score(analysis);
      context.print(
        options.json
          ? scoreLine({ file }, scored, analysis.versions)
          : `${scoreSummary(file, comparedText(analysis, scored), scored, features, context.style)}\n`,
      );
    },
    (file, error) => {
      if (options.json) context.print(`${JSON.stringify({ file, error })}\n`);
    },
  );
}

/** Every row of every table; what fails is told and does not stop the rest. */
async function scoreTables(
  paths: readonly string[],
  profile: Profile,
  options: Options,
  { print, tell, style, signal }: Context,
): Promise<ExitCode> {
  const loaded = loadProfile(profile);
  let done = 0;
  let failed = 0;
  for (const file of paths) {
    const { versions, features, rows } = await readFeatureTable(file);
    for (const { title, artist, row } of rows) {
      signal.throwIfAborted();
      try {
        const scored = scoreRow(row, loaded, { versions, artist });
        print(
          options.json
            ? scoreLine({ file, row: title }, scored, versions)
            : `${scoreSummary(title, [`a row of ${file}`], scored, features, style)}\n`,
        );
        done++;
      } catch (error) {
        failed++;
        const failure = { ...failureOf(error, file), where: `${file}: ${title}` };
        tell(failureText(failure, style));
        if (options.json) print(`${JSON.stringify({ file, row: title, error: failure })}\n`);
      }
    }
  }
  if (failed === 0) return exitCodes.done;
  return done === 0 ? exitCodes.nothingReadable : exitCodes.someFailed;
}

/** One JSON object on a line. */
function scoreLine(of: object, scored: Score, analyserVersions: AnalyserVersions): string {
  const { profile, departure, belonging, aspects, contributions, crowding, genres, coverage, n, versions, ...rest } =
    scored;
  return `${JSON.stringify({
    ...of,
    profile: profile.name,
    departure,
    belonging,
    aspects,
    contributions,
    crowding,
    genres,
    coverage,
    n,
    versions: { engine: version, analysers: analyserVersions, ...versions, profileHash: profile.hash },
    ...rest,
  })}\n`;
}
