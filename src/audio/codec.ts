import { SwerveError } from '../errors.js';
import type { ByteReader } from './byte-reader.js';
import type { Speaker } from './channels.js';
import type { AudioFormat, Tags } from './pcm.js';

/** What a codec is given: the file from its first byte, and somewhere to say what is wrong with it. */
export type Opening = {
  readonly reader: ByteReader;
  readonly name: string;
  /** One sentence: what, where, how much. */
  warn(text: string): void;
  /** Reads anywhere in the file, where the source can; for containers with their index at the end. */
  readonly randomAccess: RandomAccess | undefined;
};

export type RandomAccess = {
  readonly byteCount: number;
  read(offset: number, count: number): Promise<Uint8Array>;
};

export type OpenedAudio = {
  readonly format: AudioFormat;
  /** Which loudspeaker each channel is for; by custom of the channel count where absent. */
  readonly speakers?: readonly Speaker[];
  /** More may be known once the samples have been read. */
  readonly tags: () => Tags;
  /** Sample frames the file promises; more may be known once the samples have been read. */
  readonly declaredFrames: () => number | undefined;
  /** One array per channel, at the file's rate. */
  readonly samples: () => AsyncGenerator<readonly Float32Array[]>;
};

/** One audio format: how its first bytes look, and how it is read. */
export type Codec = {
  readonly container: string;
  /** Which kinds of it, or what in it, where that is not plain. */
  readonly kinds?: string;
  readonly extensions: readonly string[];
  /** `ended` says that `head` is the whole file. */
  readonly matches: (head: Uint8Array, ended: boolean) => boolean;
  /** Errors: 'not-audio', 'damaged-audio', 'unsupported-format', 'missing-package'. */
  readonly open: (opening: Opening) => Promise<OpenedAudio>;
};

export function damaged(what: string, name: string, cause?: unknown): SwerveError {
  return new SwerveError('damaged-audio', what, name, 'Get the file again from where it came from.', cause);
}

export function unsupported(what: string, name: string): SwerveError {
  return new SwerveError('unsupported-format', what, name, 'Convert it to WAV or FLAC.');
}

/** Imports a decoder package only when a file needs it. Errors: 'missing-package'. */
export async function loadDecoder<Module>(
  packageName: string,
  licence: string,
  name: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new SwerveError(
      'missing-package',
      `Reading this file needs the package ${packageName} (${licence}), which could not be loaded.`,
      name,
      `npm install ${packageName}`,
      cause,
    );
  }
}
