import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { SwerveError } from '../errors.js';

/** Writes under a temporary name and renames, so that a file that exists is whole; of a link, its target. Errors: 'cannot-write'. */
export async function writeWhole(out: string, content: string | Uint8Array): Promise<void> {
  const path = await realpath(out).catch(() => out);
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {}); // what could not be written is what is told
    throw new SwerveError('cannot-write', 'The file could not be written.', path, 'Choose another name.', error);
  }
}

/** Better before hours of listening than after. Errors: 'cannot-write' where no file can be written. */
export async function checkWritable(out: string): Promise<void> {
  const path = await realpath(out).catch(() => resolve(out));
  const target = await stat(path).catch(() => undefined);
  if (target !== undefined && !target.isFile())
    throw new SwerveError('cannot-write', 'What is there is not a file.', out, 'Choose another name.');
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new SwerveError('cannot-write', 'The folder to write to does not exist.', out, 'Make it, or choose another.');
  for (const one of target === undefined ? [folder] : [folder, path])
    await access(one, constants.W_OK).catch((cause: unknown) => {
      throw new SwerveError(
        'cannot-write',
        'It may not be written.',
        out,
        'Change its permissions, or choose another name.',
        cause,
      );
    });
}
