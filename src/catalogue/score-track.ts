import type { AudioStream } from '../audio/decode.js';
import { analyseTrack } from './analyse-track.js';
import { createScorer, type ScorerOptions, type TrackScore } from './scorer.js';

export type ScoreTrackOptions = ScorerOptions & { readonly signal?: AbortSignal };

/**
 * How far a recording departs from its genre's average, in which aspect, how surely and why. For many recordings make
 * one `createScorer` and give it what `analyseTrack` returns. Errors: those of `analyseTrack`, and 'profile-mismatch'.
 */
export async function scoreTrack(
  recording: string | AudioStream,
  options: ScoreTrackOptions = {},
): Promise<TrackScore> {
  const { signal, ...scorerOptions } = options;
  const analysis = await analyseTrack(recording, signal === undefined ? {} : { signal });
  return createScorer(scorerOptions).score(analysis);
}
