import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { SwerveError } from '../errors.js';

const list = /\.(txt|lst|m3u8?)$/i;

/**
 * What names stand for: a list (.txt, .m3u) for its lines, relative to itself, without those that begin with #; a
 * pattern that is no file's name for the files that match, in order; all others for themselves. What a list names may be
 * gone by now. Errors: 'not-found' where a name stands for nothing, or a list cannot be read.
 */
export async function expandNames(names: readonly string[]): Promise<readonly string[]> {
  const expanded: string[] = [];
  for (const name of names) {
    if (list.test(name)) expanded.push(...(await readList(name)));
    else if (await exists(name)) expanded.push(name);
    else expanded.push(...(await matching(name)));
  }
  return expanded;
}

async function matching(name: string): Promise<readonly string[]> {
  const isPattern = isDynamicPattern(name);
  const found = isPattern ? await glob(name, { absolute: true }) : [];
  if (found.length > 0) return found.sort();
  const what = isPattern ? 'No file matches this pattern.' : 'There is no such file or folder.';
  throw new SwerveError('not-found', what, name, 'Check the name and the folder.');
}

async function readList(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SwerveError('not-found', 'The list could not be read.', path, 'Check the name and the folder.', cause);
  });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => resolve(dirname(path), line));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT' && code !== 'ENOTDIR', // whoever opens it says what else is wrong
  );
}
