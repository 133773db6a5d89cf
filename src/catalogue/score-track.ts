import type { AudioStream } from '../audio/decode.js';
import { SwerveError } from '../errors.js';
import { type AnalyseTrackOptions, analyseTrack } from './analyse-track.js';
import { createScorer, type ScorerOptions, type TrackScore } from './scorer.js';

/** Analysers of one's own count where the profile was built with them. */
export type ScoreTrackOptions = ScorerOptions & Pick<AnalyseTrackOptions, 'analysers' | 'signal'>;

/**
 * How far a recording departs from its genre's average, in which aspect, how surely and why. For many recordings make
 * one `createScorer` and give it what `analyseTrack` returns. Errors: those of `analyseTrack`; 'empty-audio' where it is
 * silent, 'too-short', 'profile-mismatch', and 'not-found' where there is no such profile.
 */
export async function scoreTrack(
  recording: string | AudioStream,
  options: ScoreTrackOptions = {},
): Promise<TrackScore> {
  const { signal, analysers, ...scorerOptions } = options;
  const scorer = createScorer(scorerOptions);
  const analysis = await analyseTrack(recording, { ...(signal && { signal }), ...(analysers && { analysers }) });
  try {
    return scorer.score(analysis);
  } catch (error) {
    throw typeof recording === 'string' ? located(error, recording) : error;
  }
}

/** What is said of the recording is said of the file. */
function located(error: unknown, file: string): unknown {
  if (!(error instanceof SwerveError) || (error.code !== 'empty-audio' && error.code !== 'too-short')) return error;
  return new SwerveError(error.code, error.message, file, error.remedy, error);
}
