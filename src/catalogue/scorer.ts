import { analysers } from '../analysers/index.js';
import type { Cancellation } from '../audio/pcm.js';
import { SwerveError } from '../errors.js';
import type { Excerpt, TrackAnalysis } from '../features/analyse-audio.js';
import { comparedRow } from '../features/compared-row.js';
import type { FeatureRow } from '../features/row.js';
import { analysisRate, minimumRemainderSeconds } from '../frames/front-end.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { type LoadedProfile, loadProfile } from '../profiles/loaded-profile.js';
import type { Profile } from '../profiles/profile.js';
import { createBackground } from '../scoring/background.js';
import { comparablePairs } from '../scoring/comparable-pairs.js';
import { compareRows } from '../scoring/compare-rows.js';
import type { Comparison } from '../scoring/comparison.js';
import { onsetDisplacement } from '../scoring/onset-displacement.js';
import { type ReferencePlace, referencePlane } from '../scoring/reference-plane.js';
import type { Score } from '../scoring/score.js';
import { type ScoreOptions, scoreRow } from '../scoring/score-row.js';
import { type Signature, signatureOf } from '../scoring/signature.js';
import { type SpectrumBand, spectrumRibbon } from '../scoring/spectrum-ribbon.js';
import type { Renderer } from '../whatif/stage.js';
import { tryChanges, type WhatIf } from '../whatif/try-changes.js';
import type { AnalysedVersion } from './analyse-version.js';
import { type Passage, timelineOf } from './timeline.js';

/** A recording's score, with which 30 s of it were compared. */
export type TrackScore = Score & {
  readonly excerpt: { readonly startSeconds: number; readonly seconds: number };
  /** Of the recording. */
  readonly seconds: number;
  /** Every excerpt of it in turn. */
  readonly timeline: readonly Passage[];
  /** What it was compared with: where that comes from, and where each of it lies. */
  readonly references: Pick<Profile['provenance'], 'source' | 'licence' | 'excerptPolicy'> & {
    readonly title: string;
    readonly plane: readonly ReferencePlace[];
  };
  /** The long-term spectrum of that excerpt, a third octave each, beside the genre's. */
  readonly spectrum: readonly SpectrumBand[];
};

/** What changed between two versions of a recording, and in which 30 s of their common stretch it is shown. */
export type VersionComparison = Comparison & Pick<TrackScore, 'excerpt' | 'seconds'>;

export type Scorer = {
  /** Throws SwerveError 'empty-audio', 'too-short' or 'profile-mismatch' where the recording cannot be compared. */
  score(analysis: TrackAnalysis): TrackScore;
  /** Of two versions that begin and end at the same music; against the genre of the one before unless a profile is given. */
  compare(before: AnalysedVersion, after: AnalysedVersion): VersionComparison;
  /** How much of the profile's artist the recording has, beside a genre; errors: those of `signatureOf`. */
  signature(analysis: TrackAnalysis, genre: Profile): Signature;
  /** What each change of our bank would do to the scored excerpt, whose samples at 44.1 kHz these are. */
  whatIf(
    scored: TrackScore,
    samples: readonly Float32Array[],
    options: { readonly render: Renderer; readonly artist?: string; readonly signal?: Cancellation },
  ): Promise<readonly WhatIf[]>;
};

export type ScorerOptions = {
  /** What to compare with, an embedded profile by its name; the one that the recording belongs to most unless told. */
  readonly profile?: Profile | string;
  /** The genres to tell apart and the background of belonging; the embedded ones unless told. */
  readonly profiles?: readonly Profile[];
};

/** Loads the profiles once for any number of recordings. */
export function createScorer(options: ScorerOptions = {}): Scorer {
  const { profiles = embeddedProfiles } = options;
  const profile = typeof options.profile === 'string' ? embeddedProfile(options.profile) : options.profile;
  const genres = profiles.map(loadProfile);
  const own = genres.find((genre) => genre.profile.hash === profile?.hash) ?? (profile && loadProfile(profile));
  const background = createBackground(genres);
  const candidates = own === undefined || genres.includes(own) ? genres : [own, ...genres];

  const candidateOf = ({ hash }: Score['profile']) => candidates.find((candidate) => candidate.profile.hash === hash)!;

  const scorer: Scorer = {
    score(analysis) {
      const { excerpts, headline, tags, versions, seconds } = analysis;
      const excerpt = excerpts[headline];
      const first = own ?? candidates[0];
      if (first === undefined)
        throw new SwerveError('invalid-argument', 'There is no profile to compare with.', 'profiles', 'Give one.');
      if (excerpt === undefined || excerpt.seconds < minimumRemainderSeconds)
        throw new SwerveError(
          'too-short',
          `The recording is ${seconds.toFixed(1)} s long; at least ${minimumRemainderSeconds} s can be compared.`,
          'recording',
          'Choose a longer one; `swerve analyse` shows what can be measured.',
        );
      const rowOptions = { versions, ...(tags.artist === undefined ? {} : { artist: tags.artist }) };
      const windows = excerpts.filter((other) => other !== excerpt).map((other) => comparedRow(analysis, other));
      const row = comparedRow(analysis);
      const scoreOptions = { ...rowOptions, background, candidates, windows };
      const compared = scoreRow(row, first, scoreOptions);
      const likeliest = compared.belonging.find(({ verdict }) => verdict === 'in') ?? compared.belonging[0];
      const nearest = candidates.find((candidate) => candidate.profile.name === likeliest?.genre) ?? first;
      const score = own !== undefined || nearest === first ? compared : scoreRow(row, nearest, scoreOptions);
      const { startSeconds } = excerpt;
      const loaded = own ?? nearest;
      return {
        ...score,
        excerpt: { startSeconds, seconds: excerpt.seconds },
        seconds,
        timeline: timelineOf(analysis, score, loaded, rowOptions),
        spectrum: spectrumRibbon(excerpt, loaded.profile, versions),
        references: referencesOf(row, loaded, scoreOptions),
      };
    },
    compare({ analysis: before, onsets: onsetsBefore }, { analysis: after, onsets: onsetsAfter }) {
      const { profile, excerpt, seconds } = scorer.score(before);
      const pairs = before.excerpts.slice(0, after.excerpts.length).map((excerpt, index) => ({
        before: ofExcerptAlone(before, excerpt),
        after: ofExcerptAlone(after, after.excerpts[index]!),
      }));
      const { artist } = before.tags;
      const onsets = onsetDisplacement(onsetsBefore[before.headline] ?? [], onsetsAfter[before.headline] ?? []);
      const options = {
        versions: before.versions,
        ...(artist === undefined ? {} : { artist }),
        ...(onsets === undefined ? {} : { onsets }),
      };
      const comparable = comparablePairs(pairs, before.headline, analysers);
      return { ...compareRows(comparable.pairs, comparable.headline, candidateOf(profile), options), excerpt, seconds };
    },
    signature(analysis, genre) {
      if (own === undefined)
        throw new SwerveError('invalid-argument', 'There is no artist.', 'profile', "Give the artist's own profile.");
      const beside = genres.find((known) => known.profile.hash === genre.hash) ?? loadProfile(genre);
      const { excerpts, headline } = analysis;
      const windows = excerpts.filter((_, index) => index !== headline).map((other) => comparedRow(analysis, other));
      return signatureOf(comparedRow(analysis), own, beside, { mainstream: genres, windows });
    },
    whatIf({ profile }, samples, options) {
      return tryChanges(samples, analysisRate, candidateOf(profile), { analysers, ...options });
    },
  };
  return scorer;
}

/** Versions are compared excerpt by excerpt: how far a number of the whole recording moves when nothing musical does is not known. */
function ofExcerptAlone({ track }: TrackAnalysis, { values, missing }: Excerpt): FeatureRow {
  const ofTheWhole = Object.keys({ ...track.values, ...track.missing }).filter((id) => !(id in values));
  const reason = 'of the whole recording; versions are compared 30 s by 30 s';
  return { values, missing: { ...Object.fromEntries(ofTheWhole.map((id) => [id, reason])), ...missing } };
}

function referencesOf(row: FeatureRow, loaded: LoadedProfile, options: ScoreOptions): TrackScore['references'] {
  const { title, provenance } = loaded.profile;
  const { source, licence, excerptPolicy } = provenance;
  return { title, source, licence, excerptPolicy, plane: referencePlane(row, loaded, options) };
}

function embeddedProfile(name: string): Profile {
  const found = embeddedProfiles.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  const names = embeddedProfiles.map((profile) => profile.name).join(', ');
  throw new SwerveError('not-found', 'There is no such profile.', name, `Embedded: ${names}.`);
}
