import { mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { readProfile } from '../../src/catalogue/read-profile.js';
import { analyseHere, scan } from '../../src/catalogue/scan.js';
import { scoreCatalogue } from '../../src/catalogue/score-catalogue.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { isOfShard } from '../../src/catalogue/shard.js';
import { registerFeatures } from '../../src/features/registry.js';
import { type CatalogueStore, openCatalogueStore } from '../../src/store/catalogue-store.js';
import { rowsOf } from '../../src/store/catalogue-tables.js';
import { openDuckdb } from '../../src/store/open-duckdb.js';
import { writeRecordings } from './small-recordings.js';

const features = registerFeatures(analysers);
let folder: string;
let files: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swerve-gather's-"));
  files = [
    ...(await writeRecordings(folder, ['a.wav', 'b.wav', 'c.wav'], 11)),
    ...(await writeRecordings(folder, ['short.wav'], 2)),
  ];
});
afterAll(() => rm(folder, { recursive: true }));

async function inStore<T>(name: string, use: (store: CatalogueStore) => Promise<T>): Promise<T> {
  const store = await openCatalogueStore(join(folder, `${name}.duckdb`), features);
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

const scanInto = (name: string, paths: readonly string[]) =>
  inStore(name, (store) => scan(paths, store, { analyse: analyseHere(1) }));

async function exported(name: string): Promise<string> {
  const [path] = await inStore(name, (store) => store.export('csv'));
  return readFile(path!, 'utf8');
}

async function query(name: string, sql: string) {
  const { connection, close } = await openDuckdb(join(folder, `${name}.duckdb`));
  try {
    return await rowsOf(connection, sql);
  } finally {
    close();
  }
}

test('the gathered shards are the store of one scan, however often they are gathered', async () => {
  await scanInto('whole', files);
  const shards = [1, 2, 3].map((number) => join(folder, `shard ${number}.duckdb`));
  for (const number of [1, 2, 3])
    await scanInto(
      `shard ${number}`,
      files.filter((path) => isOfShard(path, { number, of: 3 })),
    );
  for (let time = 0; time < 2; time++) {
    const counts = await inStore('gathered', async (store) => {
      const found: number[] = [];
      for (const shard of shards) found.push(await store.gather(shard));
      return found;
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await exported('gathered')).toBe(await exported('whole'));
  }
  expect(await scanInto('gathered', files)).toEqual({ recordings: 4, analysed: 0, failed: 0 });
});

test('what is no store, is not there or is the store itself cannot be gathered, and changes nothing', async () => {
  const other = join(folder, 'other.duckdb');
  const { connection, close } = await openDuckdb(other);
  await connection.run('CREATE TABLE invoices (id INTEGER)');
  close();
  const before = await exported('whole');
  for (const [path, message] of [
    [other, 'holds no catalogue'],
    [files[0]!, 'could not be opened'],
    [join(folder, 'nowhere.duckdb'), 'no such store'],
    [join(folder, 'whole.duckdb'), 'could not be opened'],
  ] as const)
    await expect(
      inStore('whole', (store) => store.gather(path)),
      path,
    ).rejects.toMatchObject({ name: 'SwerveError', where: path, message: expect.stringContaining(message) });
  expect(await exported('whole')).toBe(before);
});

test('the scores in the store are those of the scorer, once, and again after another analysis', async () => {
  const pop = await readProfile('pop');
  const score = (profile = pop) => inStore('whole', (store) => scoreCatalogue(files, store, profile));
  expect(await score()).toEqual({ scored: 3, notScored: 1 }); // one is 2 s long
  expect(await score()).toEqual({ scored: 0, notScored: 0 });
  const rows = await query('whole', 'SELECT * EXCLUDE (labels, missing) FROM excerpts WHERE excerpt = 1 ORDER BY path');
  const scorer = createScorer({ profile: pop });
  for (const row of rows.slice(0, 3)) {
    const { analysis } = await inStore('whole', (store) => store.read(String(row['path'])));
    const { departure, aspects } = scorer.score(analysis);
    expect(row).toMatchObject({ profile: 'pop', profile_hash: pop.hash, not_scored: null });
    expect([row['departure'], row['departure_low'], row['departure_high']]).toEqual([
      departure.value,
      departure.low,
      departure.high,
    ]);
    for (const { aspect, departure: own } of aspects) expect(row[`departure_${aspect}`]).toBe(own.value);
  }
  expect(rows[3]).toMatchObject({ departure: null, not_scored: expect.stringContaining('2.0 s long') });
  expect(await query('whole', 'SELECT DISTINCT profile FROM excerpts WHERE excerpt = 0')).toEqual([{ profile: null }]);

  await utimes(files[0]!, new Date(), new Date(Date.now() + 5000));
  await scanInto('whole', files);
  expect(await score()).toEqual({ scored: 1, notScored: 0 });
  expect(await score(await readProfile('rock'))).toEqual({ scored: 3, notScored: 1 });
  expect((await exported('whole')).split('\n')[0]).toContain('departure_structure_high');
});
