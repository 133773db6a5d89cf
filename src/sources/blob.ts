import type { RandomAccess } from '../audio/codec.js';
import { type AudioStream, openAudio } from '../audio/decode.js';
import { SwerveError } from '../errors.js';

export type OpenBlobOptions = {
  /** How messages call it; its extension is compared with its contents. */
  readonly name: string;
  /** Called with how many bytes have been handed to the decoder. */
  readonly onBytes?: (bytesRead: number) => void;
};

const sliceBytes = 262144;

/** Opens a recording that a page was given, slice by slice. Errors: 'not-found' where it can no longer be read, those of `openAudio`. */
export async function openBlob(blob: Blob, { name, onBytes }: OpenBlobOptions): Promise<AudioStream> {
  if (blob.size === 0)
    throw new SwerveError('empty-audio', 'The file is empty.', name, 'Choose a file with sound in it.');
  const randomAccess: RandomAccess = {
    byteCount: blob.size,
    read: (offset, count) => bytesOf(blob, offset, offset + count, name),
  };
  return openAudio(slicesOf(blob, name, onBytes), { name, randomAccess });
}

async function* slicesOf(
  blob: Blob,
  name: string,
  onBytes: ((bytesRead: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < blob.size; from += sliceBytes) {
    const bytes = await bytesOf(blob, from, from + sliceBytes, name);
    onBytes?.(from + bytes.length);
    yield bytes;
  }
}

async function bytesOf(blob: Blob, from: number, to: number, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (cause) {
    const remedy = 'It may have been moved or changed since it was chosen: choose it again.';
    throw new SwerveError('not-found', 'The file could not be read.', name, remedy, cause);
  }
}
