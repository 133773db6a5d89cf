import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { loadProfile } from '../profiles/loaded-profile.js';
import type { Profile } from '../profiles/profile.js';
import { createBackground } from '../scoring/background.js';
import type { Score } from '../scoring/score.js';
import { scoreRow } from '../scoring/score-row.js';

/** A recording's score, with which 30 s of it were compared. */
export type TrackScore = Score & {
  readonly excerpt: { readonly startSeconds: number; readonly seconds: number };
  /** Of the recording. */
  readonly seconds: number;
};

export type Scorer = {
  /** Throws SwerveError 'empty-audio' or 'profile-mismatch' where the recording cannot be compared. */
  score(analysis: TrackAnalysis): TrackScore;
};

export type ScorerOptions = {
  /** What to compare with; the embedded profile that the recording belongs to most unless told. */
  readonly profile?: Profile;
  /** The genres to tell apart and the background of belonging; the embedded ones unless told. */
  readonly profiles?: readonly Profile[];
};

/** Loads the profiles once for any number of recordings. */
export function createScorer(options: ScorerOptions = {}): Scorer {
  const { profile, profiles = embeddedProfiles } = options;
  const genres = profiles.map(loadProfile);
  const own = genres.find((genre) => genre.profile.hash === profile?.hash) ?? (profile && loadProfile(profile));
  const background = createBackground(genres);
  const candidates = own === undefined || genres.includes(own) ? genres : [own, ...genres];

  return {
    score(analysis) {
      const { excerpts, headline, tags, versions, seconds } = analysis;
      const excerpt = excerpts[headline];
      const first = own ?? candidates[0];
      if (excerpt === undefined || first === undefined)
        throw new SwerveError(
          'empty-audio',
          'There is nothing to compare.',
          'score',
          'Give a recording, and a profile.',
        );
      const scoreOptions = {
        background,
        candidates,
        versions,
        windows: excerpts.filter((other) => other !== excerpt),
        ...(tags.artist === undefined ? {} : { artist: tags.artist }),
      };
      const compared = scoreRow(excerpt, first, scoreOptions);
      const nearest = candidates.find((candidate) => candidate.profile.name === compared.belonging[0]?.genre) ?? first;
      const score = own !== undefined || nearest === first ? compared : scoreRow(excerpt, nearest, scoreOptions);
      return { ...score, excerpt: { startSeconds: excerpt.startSeconds, seconds: excerpt.seconds }, seconds };
    },
  };
}
