import type { TrackScore } from '../catalogue/scorer.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { Absent, TrackPortrait } from '../features/track-portrait.js';
import type { AnalyserVersions } from '../scoring/coverage.js';
import type { Score } from '../scoring/score.js';
import type { Signature } from '../scoring/signature.js';
import { type GrooveStep, grooveTemplate } from '../store/groove-template.js';
import { version } from '../version.js';
import type { WhatIf } from '../whatif/try-changes.js';
import { scoreCautions } from './score-cautions.js';
import type { Heard } from './score-words.js';

/** What was asked for beside the score. */
export type Asked = { readonly signature?: Signature | undefined; readonly whatIf?: readonly WhatIf[] | undefined };

/** All that is told of a scored recording, and what its charts draw: what `swerve score --json` prints. */
export type ScoreDocument = Flat<TrackScore> &
  Heard &
  TrackPortrait &
  Asked & {
    readonly file: string;
    /** What could not be read, was read with doubt, or makes the numbers less sure than they look. */
    readonly warnings: readonly string[];
    readonly groove: { readonly bpm: number; readonly steps: readonly (NonNullable<GrooveStep> | null)[] } | Absent;
    /** Words rather than numbers, such as the key, by `analyser/output`. */
    readonly labels: Readonly<Record<string, string>>;
    /** Features that are a coordinate of a description rather than a trait to tell. */
    readonly coordinates: readonly string[];
  };

type Flat<T extends Score> = Omit<T, 'profile' | 'versions'> & {
  readonly profile: string;
  readonly versions: { readonly engine: string; readonly analysers: AnalyserVersions } & T['versions'] & {
      readonly profileHash: string;
    };
};

/** The document of one recording. */
export function scoreDocument(
  file: string,
  analysis: TrackAnalysis,
  portrait: TrackPortrait,
  scored: TrackScore,
  features: readonly Pick<RegisteredFeature, 'id' | 'coordinate'>[],
  asked: Asked = {},
): ScoreDocument {
  const { format, versions, excerpts, headline, warnings } = analysis;
  const excerpt = excerpts[headline]!;
  const groove = grooveTemplate(excerpt);
  const told = new Set(scored.contributions.map(({ id }) => id));
  return {
    file,
    warnings: [...warnings, ...scoreCautions(analysis)],
    ...flatScore(scored, versions),
    format,
    bandwidthHz: excerpt.values['timbre.bandwidth/cutoff.value'] ?? null,
    ...portrait,
    groove:
      typeof groove === 'string'
        ? { missing: groove }
        : { bpm: groove.bpm, steps: groove.steps.map((step) => step ?? null) },
    labels: excerpt.labels,
    coordinates: features.filter(({ id, coordinate }) => coordinate && told.has(id)).map(({ id }) => id),
    ...asked,
  };
}

/** A score with the profile's name for the profile, and all versions together. */
export function flatScore<T extends Score>(scored: T, analyserVersions: AnalyserVersions): Flat<T> {
  const { profile, versions, departure, belonging, aspects, contributions, ...rest } = scored;
  return {
    profile: profile.name,
    departure,
    belonging,
    aspects,
    contributions,
    ...rest,
    versions: { engine: version, analysers: analyserVersions, ...versions, profileHash: profile.hash },
  } as Flat<T>;
}
