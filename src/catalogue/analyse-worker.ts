import { analysers as ours } from '../analysers/index.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { createPortrait, type TrackPortrait } from '../features/track-portrait.js';
import { openFile, openStream } from '../sources/file.js';
import { analyseTrack } from './analyse-track.js';
import { countDecoding, createDecodingCount, type DecodingCount } from './count-decoding.js';
import { type Failure, failureOf } from './failure.js';
import { hashPcm } from './hash-pcm.js';

/** What a worker is asked for. */
export type Task = {
  /** '-' is standard input. */
  readonly file: string;
  /** By id, with all that they take inputs from; all unless told. */
  readonly analysers?: readonly string[];
  /** Whether the sound's own hash is wanted, by which a file is known again. */
  readonly hash?: boolean;
  /** Whether what a page draws is wanted. */
  readonly portrait?: boolean;
  /** Where whoever waits sees whether the decoder goes on. */
  readonly decoding?: DecodingCount;
};

/** What a worker sends back for one file. */
export type Outcome =
  | { readonly analysis: TrackAnalysis; readonly portrait?: TrackPortrait; readonly pcmSha256?: string }
  | { readonly failure: Failure };

/** One file, in a worker thread or here; a failure is a value, since an error would lose its class on the way. */
export default async function analyseInWorker(
  {
    file,
    analysers = ours.map(({ id }) => id),
    hash = false,
    portrait = false,
    decoding = createDecodingCount(),
  }: Task,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    const cancellation = signal === undefined ? {} : { signal };
    const audio = await countDecoding(decoding, () =>
      file === '-' ? openStream(process.stdin, cancellation) : openFile(file, cancellation),
    );
    const hashed = hash ? hashPcm(audio) : undefined;
    const drawing = portrait ? createPortrait() : undefined;
    const analysis = await analyseTrack(hashed?.audio ?? audio, {
      analysers: ours.filter(({ id }) => analysers.includes(id)),
      ...(drawing && { onWindow: drawing.hear }),
    });
    return {
      analysis,
      ...(drawing && { portrait: drawing.drawn(analysis.headline) }),
      ...(hashed && { pcmSha256: hashed.sha256() }),
    };
  } catch (error) {
    return { failure: failureOf(error, file) };
  }
}
