import { analysers as ours } from '../analysers/index.js';
import type { Analyser } from '../analysis/analyser.js';
import type { AudioStream } from '../audio/decode.js';
import { type AnalysisOptions, analyseAudio, type TrackAnalysis } from '../features/analyse-audio.js';
import { openFile } from '../sources/file.js';

export type AnalyseTrackOptions = Omit<AnalysisOptions, 'analysers'> & {
  /** The analysers to run; all of Swerve's unless told. */
  readonly analysers?: readonly Analyser[];
  readonly signal?: AbortSignal;
};

/**
 * Every feature of a recording, 30 s by 30 s and as a whole. `recording` is a file's path, or audio opened with
 * `openStream` or `openPcm`. Damage that can be read past is a warning. Errors: 'not-found', 'not-audio', 'empty-audio',
 * 'unsupported-format', 'damaged-audio', 'missing-package', 'aborted'; 'invalid-analyser' where one of `analysers` is none.
 */
export async function analyseTrack(
  recording: string | AudioStream,
  options: AnalyseTrackOptions = {},
): Promise<TrackAnalysis> {
  const { analysers = ours, signal, ...rest } = options;
  const cancellation = signal === undefined ? {} : { signal };
  const audio = typeof recording === 'string' ? await openFile(recording, cancellation) : recording;
  return analyseAudio(audio, { analysers, ...rest });
}
