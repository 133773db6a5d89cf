import { mkdtemp, readFile, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { analyseHere, scan } from '../../src/catalogue/scan.js';
import { registerFeatures } from '../../src/features/registry.js';
import { type CatalogueStore, openCatalogueStore } from '../../src/store/catalogue-store.js';
import { rowsOf } from '../../src/store/catalogue-tables.js';
import { openDuckdb } from '../../src/store/open-duckdb.js';
import { writeRecordings } from './small-recordings.js';

// dozens of analyses by this one thread
vi.setConfig({ testTimeout: 240_000 });
const features = registerFeatures(analysers);
/** What would end a statement that was glued together, a line, or a word. */
const hostile = [`it's "quoted"'); DROP TABLE tracks; --.wav`, 'two\nlines.wav', 'Bj\u00f6rk \u{1f3b6} $1 ?.wav'];
let folder: string;
let files: readonly string[];
let store: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-scan-'));
  files = await writeRecordings(folder, hostile, 3);
  store = join(folder, "the band's.duckdb");
});
afterAll(() => rm(folder, { recursive: true }));

async function withStore<T>(use: (store: CatalogueStore) => Promise<T>): Promise<T> {
  const opened = await openCatalogueStore(store, features);
  try {
    return await use(opened);
  } finally {
    opened.close();
  }
}

/** One worker is this thread: the others are started from what was built. */
const scanAll = (paths = files) => withStore((opened) => scan(paths, opened, { analyse: analyseHere(1) }));

async function query(...statements: readonly string[]) {
  const { connection, close } = await openDuckdb(store);
  try {
    let rows: Awaited<ReturnType<typeof rowsOf>> = [];
    for (const sql of statements) rows = await rowsOf(connection, sql);
    return rows;
  } finally {
    close();
  }
}

test('what is kept is the analysis itself, whatever the file is called', async () => {
  expect(await scanAll()).toEqual({ recordings: 3, analysed: 3, failed: 0 });
  for (const file of files.slice(0, 2)) {
    const kept = await withStore((opened) => opened.read(file));
    expect(kept.analysis).toEqual(await analyseTrack(file));
    expect(kept.pcmSha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('a second scan finds all done, and a changed file is analysed again', async () => {
  expect(await scanAll()).toEqual({ recordings: 3, analysed: 0, failed: 0 });
  await utimes(files[0]!, new Date(), new Date(Date.now() + 5000));
  expect(await scanAll()).toEqual({ recordings: 3, analysed: 1, failed: 0 });
});

test('a folder that could not be read stands for itself only until recordings are found in it', async () => {
  const below = await writeRecordings(join(folder, 'closed', 'inner'), ['a.wav'], 1);
  const closed = join(folder, 'closed');
  expect(await scanAll([closed])).toEqual({ recordings: 1, analysed: 1, failed: 1 });
  expect(await scanAll(below)).toEqual({ recordings: 1, analysed: 1, failed: 0 });
  const known = await withStore((opened) => opened.known());
  expect([known.has(closed), known.has(below[0]!)]).toEqual([false, true]);
  await query(...['tracks', 'excerpts'].map((table) => `DELETE FROM ${table} WHERE path LIKE '%/closed/inner/%'`));
});

test('a missing number is NULL and never NaN, with its reason', async () => {
  const [row] = await query(`SELECT "structure.sections/count.value" AS count,
    missing->>'structure.sections/count.value' AS reason FROM excerpts WHERE excerpt = 0 LIMIT 1`);
  expect(row!['count']).toBeNull();
  expect(row!['reason']).toMatch(/needs a whole track of at least/);
  const numbers = features.map(({ id }) => `count(*) FILTER (isnan("${id}"))`).join(' + ');
  expect(await query(`SELECT (${numbers})::INTEGER AS n FROM excerpts`)).toEqual([{ n: 0 }]);
});

test('the examples of the documentation are queries of the store', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/catalogue.md'), 'utf8');
  const examples = /```sql\n([^]*?)```/
    .exec(text)![1]!
    .split(';')
    .filter((sql) => sql.trim() !== '');
  expect(examples).toHaveLength(6);
  expect(await query(examples[0]!)).toHaveLength(3);
  for (const sql of examples) await expect(query(sql), sql).resolves.toBeInstanceOf(Array);
});

test('another version of an analyser runs that again, and leaves the rest as it was', async () => {
  const touched = 'timbre.flux/flux.median';
  const untouched = 'dynamics.crest/bands.1.value';
  const ids = features.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([touched, untouched]));
  const before = await query(`SELECT "${touched}" FROM excerpts ORDER BY path, excerpt`);
  await query(
    `UPDATE versions SET id = 'earlier', analysers = json_merge_patch(analysers, '{"timbre.flux": 0}')`,
    `UPDATE tracks SET versions = 'earlier'`,
    `UPDATE excerpts SET "${touched}" = -1, "${untouched}" = 12345 WHERE excerpt = 1`,
  );
  expect(await scanAll()).toEqual({ recordings: 3, analysed: 3, failed: 0 });
  expect(await query(`SELECT "${touched}" FROM excerpts ORDER BY path, excerpt`)).toEqual(before);
  expect(await query(`SELECT DISTINCT "${untouched}" AS marked FROM excerpts WHERE excerpt = 1`)).toEqual([
    { marked: 12345 },
  ]);
  expect(await scanAll()).toMatchObject({ analysed: 0 });
});

test('another engine analyses everything again', async () => {
  await query(`UPDATE versions SET id = 'old', engine = '0.0.1'`, `UPDATE tracks SET versions = 'old'`);
  expect(await scanAll()).toMatchObject({ analysed: 3 });
  expect(
    await query('SELECT count(*)::INTEGER AS n FROM excerpts WHERE "dynamics.crest/bands.1.value" = 12345'),
  ).toEqual([{ n: 0 }]);
});

test('a broken file is a row with its error; what is not there is looked for again', async () => {
  const [broken, absent] = [join(folder, 'text.mp3'), join(folder, 'later.wav')];
  await writeFile(broken, 'no recording');
  const told: string[] = [];
  const paths = [broken, files[1]!, absent];
  const first = await withStore((opened) =>
    scan(paths, opened, { analyse: analyseHere(1), onFailure: ({ code }) => told.push(code) }),
  );
  expect(first).toEqual({ recordings: 3, analysed: 2, failed: 2 });
  expect(told.sort()).toEqual(['not-audio', 'not-found']);
  expect(await query('SELECT error_code FROM tracks WHERE error_code IS NOT NULL ORDER BY 1')).toEqual([
    { error_code: 'not-audio' },
    { error_code: 'not-found' },
  ]);
  expect(await scanAll(paths)).toEqual({ recordings: 3, analysed: 1, failed: 2 });
  await writeRecordings(folder, ['later.wav'], 2);
  expect(await scanAll(paths)).toEqual({ recordings: 3, analysed: 1, failed: 1 });
  await unlink(absent);
});

test('a DuckDB file of something else, and what is no DuckDB file, are refused and left alone', async () => {
  const path = join(folder, 'other.duckdb');
  const { connection, close } = await openDuckdb(path);
  await connection.run('CREATE TABLE invoices (id INTEGER)');
  close();
  await expect(openCatalogueStore(path, features)).rejects.toMatchObject({ code: 'invalid-argument' });
  const other = await openDuckdb(path);
  expect(await rowsOf(other.connection, 'SELECT table_name FROM duckdb_tables()')).toEqual([
    { table_name: 'invoices' },
  ]);
  other.close();
  await expect(openCatalogueStore(files[0]!, features)).rejects.toMatchObject({ code: 'invalid-argument' });
});
