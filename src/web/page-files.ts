import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SwerveError } from '../errors.js';
import { makeFolder } from '../store/make-folder.js';
import { writeWhole } from '../store/write-whole.js';

/** A file of the page, as a server hands it out. */
export type PageFile = { readonly type: string; readonly bytes: Uint8Array };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Every file of the page, by its name; all of them are small enough to be held. Errors: 'not-found' where it was not built. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = fileURLToPath(new URL('page', import.meta.url));
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new SwerveError('not-found', 'The page has not been built.', folder, 'Run npm run build.', cause);
  });
  const files = names
    .filter((name) => types[extname(name)] !== undefined)
    .map(async (name) => [name, { type: types[extname(name)]!, bytes: await readFile(join(folder, name)) }] as const);
  return new Map(await Promise.all(files));
}

/** Writes the page as static files, for any server. Errors: 'cannot-write', and those of `readPageFiles`. */
export async function exportPage(folder: string): Promise<readonly string[]> {
  const files = await readPageFiles();
  await makeFolder(folder);
  for (const [name, { bytes }] of files) await writeWhole(join(folder, name), bytes);
  return [...files.keys()];
}
