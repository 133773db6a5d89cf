import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** A room imports only from itself and from rooms above it. */
const rooms = [
  'errors.ts',
  'version.ts',
  'dsp',
  'audio',
  'frames',
  'analysis',
  'analysers',
  'features',
  'profiles',
  'scoring',
  'whatif',
  'convergence',
  'sources',
  'adapters',
  'store',
  'catalogue',
  'report',
  'web',
  'commands',
  'index.ts',
  'cli.ts',
  'testing.ts',
];
const lastPureRoom = rooms.indexOf('convergence');
const source = resolve(import.meta.dirname, '../src');

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name));
const roomOf = (file: string) => rooms.indexOf(relative(source, file).split('/')[0]!);

test('every file lies in a known room and has at most 400 lines', () => {
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    expect(roomOf(file), file).toBeGreaterThanOrEqual(0);
    if (!file.includes('/embedded/'))
      expect(readFileSync(file, 'utf8').split('\n').length, file).toBeLessThanOrEqual(401);
  }
});

test('a room imports only from rooms above it', () => {
  for (const file of files)
    for (const specifier of imports(file).filter((name) => name.startsWith('.')))
      expect(
        roomOf(resolve(file, '..', specifier.replace(/\.js$/, '.ts'))),
        `${file} imports ${specifier}`,
      ).toBeLessThanOrEqual(roomOf(file));
});

test('the pure rooms import nothing of Node, and what they import of packages is a decoder', () => {
  for (const file of files.filter((name) => roomOf(name) <= lastPureRoom))
    for (const specifier of imports(file).filter((name) => !name.startsWith('.')))
      expect(specifier, file).toMatch(/^(@audio\/decode-|valibot$)/);
});
