import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { SwerveError } from '../errors.js';

/** Writes under a temporary name and renames, so that a file that exists is whole; of a link, its target. Throws SwerveError. */
export async function writeWhole(out: string, content: string | Uint8Array): Promise<void> {
  const path = await realpath(out).catch(() => out);
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new SwerveError('invalid-argument', 'The file could not be written.', path, 'Choose another name.', error);
  }
}

/** Throws SwerveError where no file can be written: better before hours of listening than after. */
export async function checkWritable(path: string): Promise<void> {
  const target = await stat(path).catch(() => undefined);
  if (target !== undefined && !target.isFile())
    throw new SwerveError('invalid-argument', 'What is there is not a file.', path, 'Choose another name.');
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new SwerveError('not-found', 'The folder to write to does not exist.', path, 'Make it, or choose another.');
}
