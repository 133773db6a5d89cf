import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Context, exitCodes } from '../../src/commands/context.js';
import { converge } from '../../src/commands/converge.js';
import { diversity } from '../../src/commands/diversity.js';
import { listening } from './listening.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-converge-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('two profiles by name: a record in JSON, and a page beside it', async () => {
  const { context, stdout, stderr } = listening();
  const html = join(folder, 'page.html');
  expect(await converge('pop', { against: 'rock', json: true, html }, context)).toBe(exitCodes.done);
  const record = JSON.parse(stdout()) as {
    question: string;
    a: { name: string };
    result: { seed: number; permutations: number };
  };
  expect(record.question).toBe('Do the tracks of "pop" lie closer together than those of "rock"?');
  expect(record.a.name).toBe('rock');
  expect(record.result.permutations).toBe(999);
  expect(await readFile(html, 'utf8')).toContain('pop against rock');
  expect(stderr()).toBe(`${html}: a page of plots\n`);
});

test('a set that is none is said; so is a folder with nothing in it', async () => {
  await expect(converge('polka', { against: 'rock' }, listening().context)).rejects.toMatchObject({
    code: 'not-found',
  });
  for (const run of [
    (context: Context) => converge(folder, { against: 'rock' }, context),
    (context: Context) => diversity(folder, {}, context),
  ]) {
    const { context, stdout, stderr } = listening();
    expect(await run(context)).toBe(exitCodes.nothingReadable);
    expect(stdout()).toBe('');
    expect(stderr()).toContain('no recordings in');
  }
});

test('the diversity of a profile', async () => {
  const { context, stdout } = listening();
  expect(await diversity('pop', {}, context)).toBe(exitCodes.done);
  expect(stdout()).toMatch(/Effective number of tracks +\d+\.\d \[\d+\.\d–\d+\.\d\] of 60/);
});
