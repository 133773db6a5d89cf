import { createReadStream } from 'node:fs';
import { access, constants, open, stat } from 'node:fs/promises';
import type { RandomAccess } from '../audio/codec.js';
import type { AudioStream } from '../audio/decode.js';
import { openAudio } from '../audio/decode.js';
import type { Cancellation } from '../audio/pcm.js';
import { SwerveError } from '../errors.js';

export type OpenFileOptions = { readonly signal?: Cancellation };

const chunkBytes = 262144;

/** Opens a recording for streaming. Errors: 'not-found', 'not-audio' (folders, devices) and those of `openAudio`. */
export async function openFile(path: string, options: OpenFileOptions = {}): Promise<AudioStream> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotOpen(path, error);
  });
  if (stats.isDirectory()) {
    await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      throw cannotOpen(path, error);
    });
    throw new SwerveError('not-audio', 'This is a folder, not a file.', path, 'Name the files in it.');
  }
  if (!stats.isFile())
    throw new SwerveError('not-audio', 'This is a device or a pipe, not a file.', path, 'Pipe it to standard input.');
  if (stats.size === 0)
    throw new SwerveError('empty-audio', 'The file is empty.', path, 'Choose a file with sound in it.');
  const { signal } = options;
  return openAudio(readChunks(path), {
    name: path,
    randomAccess: randomAccess(path, stats.size),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** A recording from standard input, or any other stream of bytes. Errors: those of `openAudio`. */
export function openStream(
  stream: AsyncIterable<Uint8Array>,
  { name = 'standard input', ...options }: OpenFileOptions & { readonly name?: string } = {},
): Promise<AudioStream> {
  return openAudio(stream, { name, ...options });
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) yield chunk as Uint8Array;
  } catch (error) {
    throw cannotOpen(path, error as NodeJS.ErrnoException);
  }
}

function randomAccess(path: string, byteCount: number): RandomAccess {
  return {
    byteCount,
    async read(offset, count) {
      const handle = await open(path);
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(count), 0, count, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

const reasons: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ['There is no such file.', 'Check the name and the folder.'],
  ENOTDIR: ['There is no such file.', 'Check the name and the folder.'],
  ENAMETOOLONG: ['The name is too long.', 'Check the name.'],
  ELOOP: ['The links lead in a circle.', 'Name the file that they should lead to.'],
  EACCES: ['It may not be read.', 'Change its permissions.'],
  EPERM: ['It may not be read.', 'Change its permissions.'],
  EMFILE: ['Too many files are open.', 'Analyse fewer files at once.'],
};

function cannotOpen(path: string, error: NodeJS.ErrnoException): SwerveError {
  if (error instanceof SwerveError) return error;
  const [what, remedy] =
    error.code === 'ENOENT' && path.includes('\uFFFD')
      ? ['Its name is not UTF-8, so that it cannot be opened.', 'Rename it.']
      : (reasons[error.code ?? ''] ?? [
          `The file could not be read (${error.code ?? error.message}).`,
          'Check the disk.',
        ]);
  return new SwerveError('not-found', what, path, remedy, error);
}
