import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sampleFiles } from '../../samples/sample-files.js';

const folder = resolve(import.meta.dirname, '../../samples');
const committed = (name: string) => readFileSync(join(folder, name));

test.each(sampleFiles.map((file) => [file.name, file] as const))(
  '%s is what its program makes, byte for byte',
  async (name, { render }) => {
    // not toEqual: a difference of half a megabyte says no more than a difference
    expect(Buffer.compare(await render(), committed(name)), `${name}: run npm run samples`).toBe(0);
  },
);

test('the folder holds these recordings and no others, 2.5 MB of them at most', () => {
  const recordings = readdirSync(folder).filter((name) => /\.(ogg|wav|mp3|flac)$/.test(name));
  expect(recordings.sort()).toEqual(sampleFiles.map(({ name }) => name).sort());
  expect(recordings.reduce((sum, name) => sum + committed(name).length, 0)).toBeLessThan(2.5e6);
});
