import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkWritable, writeWhole } from '../../src/store/write-whole.js';
import { withoutPrivileges } from '../without-privileges.js';

const folder = mkdtempSync(join(tmpdir(), 'swerve-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what may not be written is refused before anything is heard, and after', async () => {
  chmodSync(folder, 0o755);
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  writeFileSync(join(locked, 'there.html'), '');
  symlinkSync(join(locked, 'there.html'), join(folder, 'link.html'));
  chmodSync(locked, 0o555);
  for (const path of [join(locked, 'new.html'), join(locked, 'there.html'), join(folder, 'link.html')])
    expect(await withoutPrivileges('store/write-whole.js', 'checkWritable', path), path).toEqual({
      code: 'cannot-write',
      message: 'It may not be written.',
    });
  expect(await withoutPrivileges('store/write-whole.js', 'writeWhole', join(locked, 'new.html'), 'x')).toEqual({
    code: 'cannot-write',
    message: 'The file could not be written.',
  });
  expect(await withoutPrivileges('store/make-folder.js', 'makeFolder', locked)).toEqual({
    code: 'cannot-write',
    message: 'No files can be written there.',
  });
});

test('a folder is no file; a file is replaced, through a link too', async () => {
  await expect(checkWritable(folder)).rejects.toMatchObject({ code: 'cannot-write', where: folder });
  const file = join(folder, 'page.html');
  writeFileSync(file, 'before');
  symlinkSync(file, join(folder, 'page-link.html'));
  await checkWritable(join(folder, 'page-link.html'));
  await writeWhole(join(folder, 'page-link.html'), 'after');
  expect(readFileSync(file, 'utf8')).toBe('after');
});
