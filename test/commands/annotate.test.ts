import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { annotate, annotationFormats } from '../../src/commands/annotate.js';
import { exitCodes } from '../../src/commands/context.js';
import { jamsDocument } from '../store/jams-schema.js';
import { listening } from './listening.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-annotate-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a sample in every format: its tempo and bars in JAMS, and a line on standard output for each file', async () => {
  const { context, stdout } = listening();
  const out = join(folder, 'made', 'now');
  const options = { as: annotationFormats, out };
  expect(await annotate(['samples/tight-groove.ogg'], options, context)).toBe(exitCodes.done);
  const endings = ['csv', 'jams', 'labels.txt', 'markers.csv', 'svl', 'tempo.mid'];
  expect((await readdir(out)).sort()).toEqual(endings.map((ending) => `tight-groove.${ending}`));
  expect(stdout().trim().split('\n').length).toBe(endings.length);

  const document = v.parse(jamsDocument, JSON.parse(await readFile(join(out, 'tight-groove.jams'), 'utf8')));
  const beats = document.annotations.flatMap((one) => (one.namespace === 'beat_position' ? one.data : []));
  const [first, second] = beats as [(typeof beats)[number], (typeof beats)[number]];
  // the program that makes the sample plays at 120 beats a minute, in bars of four
  expect(Math.abs(second.time - first.time - 0.5)).toBeLessThan(0.03);
  expect(beats.every(({ value }) => value.num_beats === 4)).toBe(true);
  expect(document.annotations.map(({ namespace }) => namespace)).toContain('key_mode');
});

test('what cannot be: a file for a folder, two recordings of one name, nothing to read; a broken one is told', async () => {
  const run = (names: readonly string[], out = folder) => annotate(names, { as: ['jams'], out }, listening().context);
  await expect(run(['samples/tight-groove.ogg'], 'README.md')).rejects.toMatchObject({
    code: 'cannot-write',
    message: 'What is there is not a folder.',
  });
  await expect(run(['samples/tight-groove.ogg', 'samples/../samples/tight-groove.ogg'])).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  const broken = listening();
  expect(await annotate(['samples/broken.wav'], { as: ['jams'], out: folder }, broken.context)).toBe(
    exitCodes.nothingReadable,
  );
  expect(broken.stderr()).toContain('broken.wav');
});
