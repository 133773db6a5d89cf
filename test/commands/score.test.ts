import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from '../../src/commands/context.js';
import { score } from '../../src/commands/score.js';
import type { ScoreDocument } from '../../src/report/score-document.js';
import { scorePage } from '../../src/report/score-page.js';
import { listening } from './listening.js';

const samples = resolve(import.meta.dirname, '../../samples');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-score-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(paths: readonly string[], options: Parameters<typeof score>[1]) {
  const { context, stdout, stderr } = listening();
  const code = await score(paths, options, context);
  return { code, stdout: stdout(), stderr: stderr() };
}

test('the page is written beside the JSON, which is all that it takes to draw it', async () => {
  const html = join(folder, 'page.html');
  const { code, stdout, stderr } = await run([join(samples, 'tight-groove.ogg')], { html, json: true });
  expect(code).toBe(exitCodes.done);
  expect(stderr).toBe(`${html}: a page of the score\n`);
  const document = JSON.parse(stdout) as ScoreDocument;
  expect(scorePage(document)).toBe(await readFile(html, 'utf8'));

  const { loudness, pitches, groove, references, n, seconds, spectrum } = document;
  if ('missing' in loudness || 'missing' in pitches || 'missing' in groove) throw new Error('a curve is missing');
  expect(loudness.values.length).toBeGreaterThan(100);
  expect(loudness.values.length).toBeLessThanOrEqual(600);
  expect(loudness.firstSeconds + (loudness.values.length - 1) * loudness.hopSeconds).toBeLessThan(seconds);
  expect(pitches.shares).toHaveLength(240);
  expect(Math.abs(pitches.shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(240 * 5e-6);
  expect(groove.steps).toHaveLength(16);
  expect(Math.abs(groove.bpm - 120)).toBeLessThan(1);
  expect(references.plane).toHaveLength(n.references);
  expect(spectrum).toHaveLength(31);
});

test('a page is of one recording, in a folder that is there and not in its place: said before anything is heard', async () => {
  await expect(run([samples], { html: join(folder, 'page.html') })).rejects.toMatchObject({
    code: 'invalid-argument',
    where: '--html',
  });
  const nowhere = join(folder, 'nowhere', 'page.html');
  await expect(run([join(samples, 'tight-groove.ogg')], { html: nowhere })).rejects.toMatchObject({
    code: 'cannot-write',
  });
  const precious = join(folder, 'precious.wav');
  await writeFile(precious, 'what nobody wants to lose');
  await expect(run([precious], { html: precious })).rejects.toMatchObject({
    message: expect.stringContaining('place'),
  });
  expect(await readFile(precious, 'utf8')).toBe('what nobody wants to lose');
});
