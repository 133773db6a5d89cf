import type { TrackAnalysis } from '../features/analyse-audio.js';
import { openStream } from '../sources/file.js';
import { analyseTrack } from './analyse-track.js';
import { type Failure, failureOf } from './failure.js';

/** What a worker sends back for one file. */
export type Outcome = { readonly analysis: TrackAnalysis } | { readonly failure: Failure };

/** One file, in a worker thread or here; a failure is a value, since an error would lose its class on the way. */
export default async function analyseInWorker(
  { file }: { readonly file: string },
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    const recording = file === '-' ? await openStream(process.stdin) : file;
    return { analysis: await analyseTrack(recording, signal === undefined ? {} : { signal }) };
  } catch (error) {
    return { failure: failureOf(error, file) };
  }
}
