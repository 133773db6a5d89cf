import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

const build = fileURLToPath(new URL('..', import.meta.url));
const folder = join(build, 'kept');
/** All that an analysed sound depends on: the code that hears it, and the code that changes it. */
const sources = [
  ...['dsp', 'audio', 'frames', 'analysis', 'analysers', 'features', 'sources', 'whatif'].map((room) => `src/${room}`),
  ...['analyse-track', 'analyse-version'].map((name) => `src/catalogue/${name}.js`),
  ...['changes.js', 'manipulations', 'rubber-band.js'].map((name) => `bench/${name}`),
];
let code: string | undefined;

/**
 * What was made of a file, kept below build/ for the next run: made again where the file, the code that hears it or
 * `what` is another. So rules that judge what was heard are tried anew in seconds. Tests, which compile nothing, keep nothing.
 */
export async function kept<T>(file: string, what: string, make: () => Promise<T>): Promise<T> {
  if (!import.meta.url.endsWith('.js')) return make();
  code ??= hashOf(sources.flatMap((source) => compiled(join(build, source))).map((path) => readFileSync(path)));
  const place = join(folder, hashOf([code, readFileSync(file), what]));
  try {
    return deserialize(readFileSync(place)) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await make();
  mkdirSync(folder, { recursive: true });
  writeFileSync(place, serialize(made));
  return made;
}

function compiled(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => join(path, name));
}

function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex');
}
