import type { Aspect } from '../analysis/analyser.js';
import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { comparedRow } from '../features/compared-row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import type { Estimate } from '../scoring/resample.js';
import type { Score } from '../scoring/score.js';
import { type ScoreOptions, scoreRow } from '../scoring/score-row.js';

/**
 * One excerpt of a recording beside its genre: how far it departs and how crowded it is there, in all and by aspect.
 * Each is a percentile of that excerpt; their maximum, minimum or median is a percentile of nothing.
 */
export type Passage = {
  readonly startSeconds: number;
  readonly seconds: number;
  /** null where the excerpt cannot be compared; `missing` says why. */
  readonly departure: Estimate | null;
  readonly crowding: Estimate | null;
  readonly aspects: readonly { readonly aspect: Aspect; readonly departure: Estimate; readonly crowding: Estimate }[];
  readonly missing?: string;
};

/** Every excerpt of a recording scored on its own; `scored` is the headline's score, which is not computed again. */
export function timelineOf(
  analysis: TrackAnalysis,
  scored: Score,
  loaded: LoadedProfile,
  options: Pick<ScoreOptions, 'artist' | 'versions'>,
): readonly Passage[] {
  const { excerpts, headline } = analysis;
  return excerpts.map((excerpt, index): Passage => {
    const { startSeconds, seconds } = excerpt;
    try {
      const score = index === headline ? scored : scoreRow(comparedRow(analysis, excerpt), loaded, options);
      return { startSeconds, seconds, ...standing(score) };
    } catch (error) {
      if (!(error instanceof SwerveError)) throw error;
      return { startSeconds, seconds, departure: null, crowding: null, aspects: [], missing: error.message };
    }
  });
}

function standing({ departure, crowding, aspects }: Score): Pick<Passage, 'departure' | 'crowding' | 'aspects'> {
  const { value, low, high, step } = crowding;
  return {
    departure,
    crowding: { value, low, high, step },
    aspects: aspects.map(({ aspect, departure: own }, index) => ({
      aspect,
      departure: own,
      crowding: crowding.aspects[index]!.crowding,
    })),
  };
}
