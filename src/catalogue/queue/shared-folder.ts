import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { SwerveError } from '../../errors.js';

/** What a recording is called in the queue: its path below the shared folder, with '/'. Throws SwerveError where it lies elsewhere. */
export function nameBelow(folder: string, path: string): string {
  const name = relative(folder, path);
  if (!isBelow(name))
    throw new SwerveError(
      'invalid-argument',
      'The recording does not lie below the folder that the workers share.',
      path,
      'Name that folder with --root.',
    );
  return name.split(sep).join('/');
}

/**
 * Where the recording of that name lies here. A queue can be written to by others: a name that leads out of the folder, by
 * '..', as an absolute path or over a link, is refused with a SwerveError that does not tell what is there.
 */
export async function pathBelow(folder: string, name: string): Promise<string> {
  const path = resolve(folder, ...name.split('/'));
  if (isAbsolute(name) || name.includes('\0') || !isBelow(relative(folder, path))) throw outside(name);
  const root = await realpath(folder);
  // what does not exist is found missing by whoever opens it
  const target = await realpath(path).catch(() => undefined);
  if (target !== undefined && !isBelow(relative(root, target))) throw outside(name);
  return path;
}

function isBelow(relativePath: string): boolean {
  return relativePath !== '' && !isAbsolute(relativePath) && relativePath.split(sep)[0] !== '..';
}

function outside(name: string): SwerveError {
  return new SwerveError(
    'not-found',
    'It does not lie below the folder that the worker may read.',
    name,
    'Put the recording itself there, or start the worker with another --root.',
  );
}
