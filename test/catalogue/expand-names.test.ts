import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expandNames } from '../../src/catalogue/expand-names.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-names-'));
  for (const name of ['b.wav', 'a.wav', 'c [live].wav', 'd.txt']) await writeFile(join(folder, name), '');
});
afterAll(() => rm(folder, { recursive: true }));

test('a list stands for its lines, relative to itself', async () => {
  const list = join(folder, 'list.m3u');
  await writeFile(list, '\uFEFF#EXTM3U\r\nb.wav\r\n\r\n/elsewhere/it\'s "one".wav\r\n');
  expect(await expandNames([list, join(folder, 'a.wav')])).toEqual([
    join(folder, 'b.wav'),
    '/elsewhere/it\'s "one".wav',
    join(folder, 'a.wav'),
  ]);
  await expect(expandNames([join(folder, 'none.txt')])).rejects.toMatchObject({ code: 'not-found' });
});

test('a pattern stands for what matches, in order, unless a file is called so', async () => {
  expect(await expandNames([join(folder, '?.wav')])).toEqual([join(folder, 'a.wav'), join(folder, 'b.wav')]);
  expect(await expandNames([join(folder, 'c [live].wav')])).toEqual([join(folder, 'c [live].wav')]);
});

test.each(['*.flac', 'a.waf', 'a.wav/b.wav'])(
  '%s, which stands for nothing, is refused beside what does',
  async (name) => {
    const mistyped = join(folder, name);
    await expect(expandNames([join(folder, 'a.wav'), mistyped])).rejects.toMatchObject({
      code: 'not-found',
      where: mistyped,
    });
  },
);
