import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseMidi } from 'midi-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from '../../src/commands/context.js';
import { groove } from '../../src/commands/groove.js';
import { listening } from './listening.js';

const samples = resolve(import.meta.dirname, '../../samples');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-groove-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(file: string, options: Parameters<typeof groove>[1]) {
  const { context, stdout, stderr } = listening();
  const code = await groove(join(samples, file), options, context);
  return { code, stdout: stdout(), stderr: stderr() };
}

test('the groove of a sample is a table and a MIDI file at its tempo', async () => {
  const out = join(folder, 'groove.mid');
  const { code, stdout } = await run('tight-groove.ogg', { out });
  expect(code).toBe(exitCodes.done);
  expect(stdout).toMatch(/120\.0 BPM[^]*\n {2}1 .* ms {2}█+\n/);
  expect(stdout.trim().split('\n')).toHaveLength(18);
  const tempo = parseMidi(await readFile(out)).tracks[0]!.find((event) => event.type === 'setTempo');
  expect(tempo?.microsecondsPerBeat).toBeGreaterThan(499_000);
  expect(tempo?.microsecondsPerBeat).toBeLessThan(501_000);
  expect(await readdir(folder)).toContain('groove.mid');
  expect((await readdir(folder)).some((name) => name.endsWith('.part'))).toBe(false);
});

test('a name that ends in .rgt is written for REAPER, and one that ends in nothing known is refused', async () => {
  const out = join(folder, 'groove.rgt');
  expect((await run('tight-groove.ogg', { out })).code).toBe(exitCodes.done);
  const [version, beats, positions, ...places] = (await readFile(out, 'utf8')).trim().split('\n');
  expect([version, beats, positions]).toEqual([
    'Version: 1',
    'Number of beats in groove: 4',
    `Groove: ${places.length} positions`,
  ]);
  for (const place of places) {
    const [at, strength] = place.split(' ').map(Number) as [number, number];
    expect(Math.abs(4 * at - Math.round(4 * at))).toBeLessThan(0.1);
    expect(strength).toBeGreaterThan(0);
    expect(strength).toBeLessThanOrEqual(1);
  }
  await expect(run('tight-groove.ogg', { out: join(folder, 'groove.agr') })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
});

test('--json has the sixteenths; without a beat there is no groove and it says why', async () => {
  const { stdout } = await run('loose-groove.ogg', { json: true });
  const { bpm, steps } = JSON.parse(stdout) as { bpm: number; steps: unknown[] };
  expect(Math.abs(bpm - 120)).toBeLessThan(3);
  expect(steps).toHaveLength(16);
  const none = await run('known-answers.wav', {});
  expect(none.code).toBe(exitCodes.nothingReadable);
  expect(none.stderr).toContain('No groove can be taken from it');
  await expect(run('tight-groove.ogg', { out: join(folder, 'nowhere', 'a.mid') })).rejects.toMatchObject({
    code: 'cannot-write',
  });
  // a name that no file can have: found out only as it is written
  const tooLong = join(folder, `${'a'.repeat(300)}.mid`);
  await expect(run('tight-groove.ogg', { out: tooLong })).rejects.toMatchObject({ code: 'cannot-write' });
});
