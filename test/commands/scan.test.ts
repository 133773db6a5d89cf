import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { registerFeatures } from '../../src/features/registry.js';
import { openCatalogueStore } from '../../src/store/catalogue-store.js';
import { writeRecordings } from '../catalogue/small-recordings.js';
import { swerve } from './swerve.js';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-scan-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Ends when a store, or what is to be taken into it, has been written so many times more: moments that no clock chooses. */
async function written(store: string, times: number): Promise<void> {
  const state = async () => {
    const files = await Promise.all([store, `${store}.wal`].map((path) => stat(path).catch(() => undefined)));
    return files.map((file) => `${file?.size} ${file?.mtimeMs}`).join();
  };
  let [before, seen] = [await state(), 0];
  while (seen < times) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = await state();
    if (now !== before) seen++;
    before = now;
  }
}

const scan = (...words: readonly string[]) => swerve('scan', ...words);

test('one worker and two give the same exports to the byte, in every format, with the broken file as a row', async () => {
  const exports: Buffer[][] = [];
  for (const workers of ['1', '2']) {
    const store = join(folder, `samples-${workers}.duckdb`);
    const written: Buffer[] = [];
    for (const format of ['csv', 'ndjson', 'parquet']) {
      const { code, stdout, stderr } = await scan(
        'samples',
        '--store',
        store,
        '--workers',
        workers,
        '--export',
        format,
      );
      expect(code).toBe(1);
      const stem = store.replace('.duckdb', '');
      expect(stdout).toBe(`${stem}.${format}\n${stem}.dictionary.json\n`);
      expect(stderr).toContain(`6 recordings, ${format === 'csv' ? 6 : 0} of them analysed now, 1 could not be read`);
      written.push(await readFile(`${stem}.${format}`));
    }
    written.push(await readFile(join(folder, `samples-${workers}.dictionary.json`)));
    exports.push(written);
  }
  expect(exports[0]!.map((bytes, i) => bytes.equals(exports[1]![i]!))).toEqual([true, true, true, true]);

  const [csv, ndjson, , dictionary] = exports[0]!.map((bytes) => bytes.toString());
  const rows = ndjson!.trim().split('\n');
  expect(JSON.parse(rows[0]!)).toMatchObject({
    path: join(root, 'samples/broken.wav'),
    error_code: 'damaged-audio',
    excerpt: null,
  });
  expect(rows.length).toBeGreaterThanOrEqual(11);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);

  const entries = JSON.parse(dictionary!) as Record<string, unknown>[];
  expect(entries.map(({ column }) => column)).toEqual(csv!.slice(0, csv!.indexOf('\n')).split(','));
  for (const { id, unit, formula, citation, transform, analyserVersion, range } of registerFeatures(analysers)) {
    const [lowest, highest] = range.map((bound) => (Number.isFinite(bound) ? bound : null));
    const entry = entries.find(({ column }) => column === id);
    expect(entry).toMatchObject({ unit, formula, citation, transform, version: analyserVersion, lowest, highest });
  }
}, 480_000);

test('shards that are gathered export the bytes of one scan, scores too, and what is no shard is told and left out', async () => {
  const [one, gathered] = ['one', 'gathered'].map((name) => join(folder, `${name}.duckdb`)) as [string, string];
  const names = ['samples/tight-groove.ogg', 'samples/broken.wav', 'samples/known-answers.wav'];
  const scored = await scan(...names, '--store', one, '--profile', 'pop', '--export', 'csv');
  expect(scored.stderr).toContain('2 of them compared with pop now');
  const shards = [1, 2, 3, 4].map((number) => join(folder, `shard-${number}.duckdb`));
  for (const [place, store] of shards.entries())
    await scan(...names, '--store', store, '--profile', 'pop', '--shard', `${place + 1}/4`);
  const given = [shards[0]!, join(folder, 'nowhere.duckdb'), 'samples/broken.wav', ...shards.slice(1)];
  const { code, stderr, stdout } = await swerve('gather', ...given, '--store', gathered, '--export', 'csv');
  expect(code).toBe(1);
  expect(stderr).toMatch(/failed: .*nowhere\.duckdb: There is no such store/);
  expect(stderr).toMatch(/failed: samples\/broken\.wav: /);
  expect(stdout).toContain('gathered.csv\n');
  const counts = [...stderr.matchAll(/: (\d) recordings?/g)].map(([, count]) => Number(count));
  expect(counts).toHaveLength(4);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  const [whole, joined] = await Promise.all(
    [one, gathered].map((store) => readFile(store.replace('.duckdb', '.csv'), 'utf8')),
  );
  expect(joined).toBe(whole);
  expect(whole).toContain(',pop,');
}, 240_000);

test('killed in the middle as often as it takes, a scan ends with the store of an undisturbed one', async () => {
  // more than two commits' worth, however fast the machine is
  const names = Array.from({ length: 36 }, (_, i) => `recording ${i}.wav`);
  const recordings = join(folder, 'many');
  await writeRecordings(recordings, names, 2);
  const undisturbed = join(folder, 'undisturbed.duckdb');
  expect((await scan(recordings, '--store', undisturbed, '--workers', '2', '--export', 'csv')).code).toBe(0);

  const store = join(folder, 'killed.duckdb');
  const counts: number[] = [];
  for (let writes = 1; counts.filter((count) => count > 0).length < 2; writes++) {
    const before = counts.at(-1) ?? 0;
    const child = spawn(process.execPath, ['dist/cli.js', 'scan', recordings, '--store', store, '--workers', '2'], {
      cwd: root,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    await Promise.race([written(store, writes), ended]);
    child.kill('SIGKILL');
    const [, signal] = await ended;
    const opened = await openCatalogueStore(store, registerFeatures(analysers));
    const count = (await opened.known()).size;
    opened.close();
    expect(count).toBeGreaterThanOrEqual(before);
    counts.push(count);
    if (signal === null) break;
  }
  // a scan that was never caught between two commits has not been tested: it says so
  expect(counts.filter((count) => count > 0 && count < names.length).length).toBeGreaterThan(0);

  const { code, stderr } = await scan(recordings, '--store', store, '--workers', '2', '--export', 'csv');
  expect(code).toBe(0);
  expect(stderr).toContain(`36 recordings, ${36 - counts.at(-1)!} of them analysed now`);
  const [killed, whole] = await Promise.all(
    [join(folder, 'killed.csv'), join(folder, 'undisturbed.csv')].map((path) => readFile(path)),
  );
  expect(killed!.equals(whole!)).toBe(true);
}, 480_000);

test('what cannot be: no recordings, no store, no such number of workers or format', async () => {
  const store = join(folder, 'none.duckdb');
  for (const nothing of ['*.flac', 'mistyped']) {
    expect(await scan('samples', join(folder, nothing), '--store', store)).toMatchObject({ code: 2, stdout: '' });
    await expect(stat(store)).rejects.toMatchObject({ code: 'ENOENT' });
  }
  expect((await scan('samples')).code).toBe(2);
  expect((await scan('samples', '--store', store, '--workers', '0')).code).toBe(2);
  expect((await scan('samples', '--store', store, '--export', 'xlsx')).code).toBe(2);
  expect((await scan('samples', '--store', join(folder, 'nowhere', 'x.duckdb'))).code).toBe(74);
  expect((await scan('samples', '--store', store, '--shard', '3/2')).code).toBe(2);
  expect((await scan('samples', '--store', store, '--profile', 'nowhere')).code).toBe(2);
  for (const shard of [join(folder, 'nowhere.duckdb'), 'README.md'])
    expect(await swerve('gather', shard, '--store', store)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(shard),
    });
  await expect(stat(store)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await scan('samples/broken.wav', '--store', store)).code).toBe(3);
});
