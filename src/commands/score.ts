import { resolve } from 'node:path';
import { renderStages } from '../adapters/render-stages.js';
import { analysers } from '../analysers/index.js';
import { excerptSamples } from '../catalogue/excerpt-samples.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { isFeatureTable } from '../catalogue/read-feature-table.js';
import { readProfile } from '../catalogue/read-profile.js';
import { createScorer, type TrackScore } from '../catalogue/scorer.js';
import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { registerFeatures } from '../features/registry.js';
import type { Profile } from '../profiles/profile.js';
import { printable } from '../report/printable.js';
import { scoreCautions } from '../report/score-cautions.js';
import { scoreDocument } from '../report/score-document.js';
import { scorePage } from '../report/score-page.js';
import { scoreSummary } from '../report/score-summary.js';
import { comparedText } from '../report/score-words.js';
import { signatureLines } from '../report/signature-lines.js';
import { whatIfLines } from '../report/what-if-lines.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import type { WhatIf } from '../whatif/try-changes.js';
import type { Context, ExitCode } from './context.js';
import { eachRecording } from './each-recording.js';
import { scoreTables } from './score-tables.js';

export type ScoreCommandOptions = {
  readonly profile?: string;
  readonly genre?: string;
  readonly whatIf?: boolean;
  readonly json?: boolean;
  /** Where a page of the one recording is written. */
  readonly html?: string;
};

/** `swerve score FILE…`: how far each recording, or each row of a table of features, departs from its genre's average, and why. */
export async function score(
  paths: readonly string[],
  options: ScoreCommandOptions,
  context: Context,
): Promise<ExitCode> {
  checkOptions(paths, options);
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
  const heard = (['whatIf', 'genre', 'html'] as const).find((option) => options[option] !== undefined);
  if (heard !== undefined)
    throw new SwerveError(
      'invalid-argument',
      'A table of features cannot be heard.',
      `--${heard === 'whatIf' ? 'what-if' : heard}`,
      'Give a recording, or leave the option out.',
    );
  return scoreTables(paths, profile, options, context);
}

async function scoreRecordings(
  paths: readonly string[],
  profile: Profile | undefined,
  options: ScoreCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const { print, tell, style, signal } = context;
  if (options.html !== undefined) await checkPage(paths, options.html);
  const features = registerFeatures(analysers);
  const scorer = createScorer(profile === undefined ? {} : { profile });
  const genre = options.genre === undefined ? undefined : await readProfile(options.genre);
  return eachRecording(
    paths,
    context,
    { portrait: true },
    async (file, analysis, portrait) => {
      const scored = scorer.score(analysis);
      const signature = genre === undefined ? undefined : scorer.signature(analysis, genre);
      const whatIf = options.whatIf ? await changesOf(file, analysis, scored) : undefined;
      const document = scoreDocument(file, analysis, portrait!, scored, features, { signature, whatIf }); // it was asked for
      if (options.json) print(`${JSON.stringify(document)}\n`);
      else {
        const compared = [...comparedText(document), ...scoreCautions(analysis)];
        print(`${scoreSummary(file, compared, scored, features, style)}\n`);
        if (signature !== undefined) print(`${signatureLines(signature, style).join('\n')}\n\n`);
        if (whatIf !== undefined) print(`${whatIfLines(whatIf, style).join('\n')}\n\n`);
      }
      if (options.html === undefined) return;
      await writeWhole(options.html, scorePage(document));
      tell(`${printable(options.html)}: a page of the score\n`);
    },
    (file, error) => {
      if (options.json) print(`${JSON.stringify({ file, error })}\n`);
    },
  );

  async function changesOf(file: string, { tags }: TrackAnalysis, scored: TrackScore): Promise<readonly WhatIf[]> {
    const samples = await excerptSamples(file, scored.excerpt, signal);
    const artist = tags.artist === undefined ? {} : { artist: tags.artist };
    return scorer.whatIf(scored, samples, { render: renderStages, signal, ...artist });
  }
}

/** A page is of one recording, and is better refused before it is heard than after. */
async function checkPage(paths: readonly string[], html: string): Promise<void> {
  await checkWritable(html);
  const files = await findRecordings(paths);
  if (files.length > 1)
    throw new SwerveError(
      'invalid-argument',
      `A page shows one recording, and here are ${files.length}.`,
      '--html',
      'Name one file.',
    );
  if (files.some((file) => resolve(file) === resolve(html)))
    throw new SwerveError(
      'invalid-argument',
      'The page would take the place of the recording.',
      '--html',
      'Choose another name.',
    );
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
