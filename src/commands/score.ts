import { analysers } from '../analysers/index.js';
import { excerptSamples } from '../catalogue/excerpt-samples.js';
import { readProfile } from '../catalogue/read-profile.js';
import { createScorer, type TrackScore } from '../catalogue/scorer.js';
import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { registerFeatures } from '../features/registry.js';
import { scoreSummary } from '../report/score-summary.js';
import { signatureLines } from '../report/signature-lines.js';
import { whatIfLines } from '../report/what-if-lines.js';
import { version } from '../version.js';
import type { WhatIf } from '../whatif/try-changes.js';
import type { Context, ExitCode } from './context.js';
import { eachRecording } from './each-recording.js';

export type ScoreCommandOptions = {
  readonly profile?: string;
  readonly genre?: string;
  readonly whatIf?: boolean;
  readonly json?: boolean;
};

/** `swerve score FILE…`: how far each recording departs from its genre's average, and why. */
export async function score(
  paths: readonly string[],
  options: ScoreCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const { print, style, signal } = context;
  checkOptions(paths, options);
  const features = registerFeatures(analysers);
  const scorer = createScorer(options.profile === undefined ? {} : { profile: await readProfile(options.profile) });
  const genre = options.genre === undefined ? undefined : await readProfile(options.genre);
  return eachRecording(
    paths,
    context,
    async (file, analysis) => {
      const scored = scorer.score(analysis);
      const signature = genre === undefined ? undefined : scorer.signature(analysis, genre);
      const whatIf = options.whatIf ? await changesOf(file, analysis, scored) : undefined;
      if (!options.json) {
        print(`${scoreSummary(file, analysis, scored, features, style)}\n`);
        if (signature !== undefined) print(`${signatureLines(signature, style).join('\n')}\n\n`);
        if (whatIf !== undefined) print(`${whatIfLines(whatIf, style).join('\n')}\n\n`);
        return;
      }
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
      print(
        `${JSON.stringify({ file, profile: profile.name, departure, belonging, aspects, contributions, crowding, genres, coverage, n, versions: { ...engine, ...versions, profileHash: profile.hash }, ...rest, signature, whatIf })}\n`,
      );
    },
    (file, error) => {
      if (options.json) print(`${JSON.stringify({ file, error })}\n`);
    },
  );

  async function changesOf(file: string, { tags }: TrackAnalysis, scored: TrackScore): Promise<readonly WhatIf[]> {
    const samples = await excerptSamples(file, scored.excerpt, signal);
    return scorer.whatIf(scored, samples, { signal, ...(tags.artist === undefined ? {} : { artist: tags.artist }) });
  }
}

/** What would fail only after the recordings have been analysed. */
function checkOptions(paths: readonly string[], { profile, genre, whatIf }: ScoreCommandOptions): void {
  if (whatIf && paths.includes('-'))
    throw new SwerveError(
      'invalid-argument',
      'Standard input is read once, and changes are rendered on a second reading.',
      '--what-if',
      'Name a file.',
    );
  if (genre !== undefined && profile === undefined)
    throw new SwerveError(
      'invalid-argument',
      'A genre is what an artist is told from: there is no artist.',
      '--genre',
      "Name the artist's own profile with --profile.",
    );
}
