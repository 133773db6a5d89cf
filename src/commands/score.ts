import { analysers } from '../analysers/index.js';
import { readProfile } from '../catalogue/read-profile.js';
import { createScorer } from '../catalogue/scorer.js';
import { registerFeatures } from '../features/registry.js';
import { scoreSummary } from '../report/score-summary.js';
import { version } from '../version.js';
import type { Context, ExitCode } from './context.js';
import { eachRecording } from './each-recording.js';

/** `swerve score FILE…`: how far each recording departs from its genre's average, and why. */
export async function score(
  paths: readonly string[],
  options: { readonly profile?: string; readonly json?: boolean },
  context: Context,
): Promise<ExitCode> {
  const features = registerFeatures(analysers);
  const scorer = createScorer(options.profile === undefined ? {} : { profile: await readProfile(options.profile) });
  return eachRecording(
    paths,
    context,
    (file, analysis) => {
      const scored = scorer.score(analysis);
      if (!options.json) return context.print(`${scoreSummary(file, analysis, scored, features, context.style)}\n`);
      const {
        profile,
        departure,
        belonging,
        aspects,
        contributions,
        crowding,
        genres,
        coverage,
        n,
        versions,
        ...rest
      } = scored;
      const engine = { engine: version, analysers: analysis.versions };
      context.print(
        `${JSON.stringify({ file, profile: profile.name, departure, belonging, aspects, contributions, crowding, genres, coverage, n, versions: { ...engine, ...versions, profileHash: profile.hash }, ...rest })}\n`,
      );
    },
    (file, error) => {
      if (options.json) context.print(`${JSON.stringify({ file, error })}\n`);
    },
  );
}
