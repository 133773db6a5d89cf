import type { RandomAccess } from '../audio/codec.js';
import { type AudioStream, openAudio } from '../audio/decode.js';
import { SwerveError } from '../errors.js';

export type OpenBlobOptions = {
  /** How messages call it; its extension is compared with its contents. */
  readonly name: string;
  /** Called with how many bytes have been handed to the decoder. */
  readonly onBytes?: (bytesRead: number) => void;
};

/** Opens a recording that a page was given, as a stream. Errors: 'not-found' where it can no longer be read, those of `openAudio`. */
export async function openBlob(blob: Blob, { name, onBytes }: OpenBlobOptions): Promise<AudioStream> {
  if (blob.size === 0)
    throw new SwerveError('empty-audio', 'The file is empty.', name, 'Choose a file with sound in it.');
  const randomAccess: RandomAccess = {
    byteCount: blob.size,
    read: (offset, count) => bytesOf(blob, offset, offset + count, name),
  };
  return openAudio(chunksOf(blob, name, onBytes), { name, randomAccess });
}

/** As the browser reads ahead: asking for slices, each would be waited for, and take five times as long. */
async function* chunksOf(
  blob: Blob,
  name: string,
  onBytes: ((bytesRead: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await readable(reader.read(), name);
      if (done) return;
      read += value.length;
      onBytes?.(read);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {}); // what could not be read cannot be cancelled either
  }
}

async function bytesOf(blob: Blob, from: number, to: number, name: string): Promise<Uint8Array> {
  return new Uint8Array(await readable(blob.slice(from, to).arrayBuffer(), name));
}

async function readable<Read>(reading: Promise<Read>, name: string): Promise<Read> {
  try {
    return await reading;
  } catch (cause) {
    const remedy = 'It may have been moved or changed since it was chosen: choose it again.';
    throw new SwerveError('not-found', 'The file could not be read.', name, remedy, cause);
  }
}
