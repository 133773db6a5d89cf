import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameBelow, pathBelow } from '../../../src/catalogue/queue/shared-folder.js';

let outside: string;
let folder: string;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'swerve-shared-'));
  folder = join(outside, 'music');
  await mkdir(join(folder, 'album'), { recursive: true });
  await writeFile(join(outside, 'secret.wav'), '');
  await writeFile(join(folder, 'album', '..a.wav'), '');
  await symlink(join(folder, 'album'), join(folder, 'inside'));
  await symlink(outside, join(folder, 'up'));
  await symlink('../secret.wav', join(folder, 'secret.wav'));
});
afterAll(() => rm(outside, { recursive: true }));

test('a name that was made is read back as the path', async () => {
  for (const name of ['album/..a.wav', 'inside/..a.wav', 'not there.wav']) {
    expect(nameBelow(folder, join(folder, name))).toBe(name);
    expect(await pathBelow(folder, name)).toBe(join(folder, name));
  }
});

test('what lies elsewhere has no name', () => {
  for (const path of [folder, outside, join(outside, 'secret.wav'), `${folder}s/a.wav`])
    expect(() => nameBelow(folder, path), path).toThrow('does not lie below');
});

test('no name leads out of the folder, and none tells whether something is there', async () => {
  const names = [
    '../secret.wav',
    'album/../../secret.wav',
    '..',
    '.',
    '',
    'secret.wav',
    'up/secret.wav',
    'up',
    join(outside, 'secret.wav'),
    join(folder, 'album/..a.wav'),
    '/etc/passwd',
    '../nothing.wav',
    'a\0.wav',
  ];
  for (const name of names)
    await expect(pathBelow(folder, name), name).rejects.toMatchObject({
      code: 'not-found',
      message: 'It does not lie below the folder that the worker may read.',
    });
});
