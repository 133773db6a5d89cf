import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRecordings } from '../../src/catalogue/find-recordings.js';
import { openFile } from '../../src/sources/file.js';
import { withoutPrivileges } from '../without-privileges.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-found-'));
  await mkdir(join(folder, 'album'));
  for (const name of ['b.wav', 'a.mp3', '.hidden.wav', 'cover.jpg', 'album/one.flac'])
    await writeFile(join(folder, name), '');
  await symlink(folder, join(folder, 'album/round.wav')); // a link to a folder leads nowhere
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder is its recordings and those below it, in order; what is named twice is there once', async () => {
  const inside = ['a.mp3', 'album/one.flac', 'album/round.wav', 'b.wav'].map((name) => join(folder, name));
  expect(await findRecordings([folder])).toEqual(inside);
  expect(await findRecordings([inside[3]!, folder, 'nowhere.wav'])).toEqual([
    inside[3],
    ...inside.slice(0, 3),
    'nowhere.wav',
  ]);
  await expect(openFile(inside[2]!)).rejects.toMatchObject({ code: 'not-audio' });
});

test('a folder that may not be read costs nothing of the rest', async () => {
  const locked = join(folder, 'locked');
  await mkdir(locked);
  await chmod(folder, 0o755);
  await chmod(locked, 0);
  const found = await withoutPrivileges('catalogue/find-recordings.js', 'findRecordings', [folder]);
  expect(found).toEqual({ value: expect.arrayContaining([locked, join(folder, 'b.wav')]) });
  expect(await withoutPrivileges('sources/file.js', 'openFile', locked)).toEqual({
    code: 'not-found',
    message: 'It may not be read.',
  });
});
