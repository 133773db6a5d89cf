import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { openFile, openStream } from '../../src/sources/file.js';
import { fixture } from '../audio/read-all.js';
import { withoutPrivileges } from '../without-privileges.js';

const folder = mkdtempSync(join(tmpdir(), 'swerve-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function frames(stream: Awaited<ReturnType<typeof openFile>>): Promise<number> {
  let count = 0;
  for await (const { channels } of stream.blocks()) count += channels[0]!.length;
  return count;
}

test.each([
  'plain.flac',
  ' spaces and ünïcödé 音.flac',
  'quotes\'".flac',
  '-dash.flac',
  '#%?&*.flac',
  'line\nfeed.flac',
])('a file called %j', async (name) => {
  const path = join(folder, name);
  writeFileSync(path, fixture('tone.flac'));
  const stream = await openFile(path);
  expect(stream.format).toMatchObject({ container: 'FLAC', sampleRate: 44100, channelCount: 2 });
  expect(await frames(stream)).toBe(12000);
  expect(stream.warnings).toEqual([]);
  expect(stream.tags).toMatchObject({ artist: 'Nobody' });
});

test('a stream of bytes', async () => {
  expect(await frames(await openStream(Readable.from([Buffer.from(fixture('tone.flac'))])))).toBe(12000);
  await expect(openStream(Readable.from([]))).rejects.toMatchObject({ code: 'empty-audio', where: 'standard input' });
});

test('what is no file is refused, with a word on what it is', async () => {
  const empty = join(folder, 'empty.wav');
  writeFileSync(empty, '');
  const circle = join(folder, 'circle.wav');
  symlinkSync(circle, circle);
  const pipe = join(folder, 'pipe.wav');
  execFileSync('mkfifo', [pipe]);
  for (const [path, code, message] of [
    [join(folder, 'none.wav'), 'not-found', /no such file/],
    [join(folder, 'none\0.wav'), 'not-found', /could not be read|no such file/],
    [join(folder, 'latin\uFFFD.wav'), 'not-found', /UTF-8/],
    [join(empty, 'below.wav'), 'not-found', /no such file/],
    [join(folder, `${'long'.repeat(100)}.wav`), 'not-found', /too long/],
    [circle, 'not-found', /circle/],
    [folder, 'not-audio', /folder/],
    [pipe, 'not-audio', /pipe/],
    ['/dev/null', 'not-audio', /device/],
    [empty, 'empty-audio', /empty/],
  ] as const)
    await expect(openFile(path), path).rejects.toMatchObject({
      name: 'SwerveError',
      code,
      message: expect.stringMatching(message),
      where: path,
    });
});

test('a file that may not be read', async () => {
  const path = join(folder, 'secret.wav');
  writeFileSync(path, fixture('tone.flac'));
  chmodSync(folder, 0o755);
  chmodSync(path, 0);
  expect(await withoutPrivileges('sources/file.js', 'openFile', path)).toEqual({
    code: 'not-found',
    message: 'It may not be read.',
  });
});

test('the file is closed when reading stops early', async () => {
  const path = join(folder, 'early.flac');
  writeFileSync(path, fixture('tone.flac'));
  for (let i = 0; i < 50; i++) {
    const stream = await openFile(path);
    for await (const block of stream.blocks()) if (block.channels.length > 0) break;
  }
  const { aborted } = AbortSignal.abort();
  await expect(openFile(path, { signal: { aborted } })).rejects.toMatchObject({ code: 'aborted' });
});
