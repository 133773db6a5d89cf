import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { exitCodes } from '../../src/commands/context.js';
import { type ConvergeOptions, converge } from '../../src/commands/converge.js';
import { diversity } from '../../src/commands/diversity.js';
import type { GroupsRecord } from '../../src/convergence/compare-groups.js';
import { registerFeatures } from '../../src/features/registry.js';
import type { GroupStatistics } from '../../src/store/column-statistics.js';
import { blendOf, type MadeUpRecording, makeUpStore } from '../store/made-up-store.js';
import { listening } from './listening.js';

const years = Array.from({ length: 9 }, (_, i) => 2000 + i);
const tracksAYear = 20;
/** What is left of the spread from one year to the next. */
const kept = 0.93;
const features = registerFeatures(analysers);

let folder: string;
let dated: string;
let chains: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-converge-store-'));
  dated = join(folder, 'dated.duckdb');
  chains = join(folder, 'chains.duckdb');
  const recordings = years.flatMap((year) =>
    Array.from({ length: tracksAYear }, (_, i): MadeUpRecording => {
      // the same tracks every year, nearer and nearer to one of them
      const values = blendOf(2 * i + 1, 0, kept ** (year - 2000));
      const source = i % 2 === 0 ? 'even' : 'odd';
      const path = `/music/${source}/${year} ${String(i).padStart(2, '0')}.wav`;
      return { path, artist: `artist ${i >> 1}`, album: `<album> ${year % 2}`, title: `track ${i}`, year, values };
    }),
  );
  await makeUpStore(dated, features, [...recordings].reverse());
  await makeUpStore(
    chains,
    features,
    [3, 9, 21].flatMap((original) =>
      Array.from({ length: 8 }, (_, g) => ({
        path: join(folder, `${original} generation ${g}.wav`),
        values: blendOf(original, 0, 0.8 ** g),
      })),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true }));

type PrintedRecord = GroupsRecord & { groups: (GroupsRecord['groups'][number] & { statistics: GroupStatistics[0] })[] };

async function recordOf(options: ConvergeOptions): Promise<PrintedRecord> {
  const { context, stdout } = listening();
  expect(await converge(undefined, { ...options, json: true }, context)).toBe(exitCodes.done);
  return JSON.parse(stdout()) as PrintedRecord;
}

test('a catalogue that narrows by 7 % a year is said to fall, at that rate, in a record that says what was done', async () => {
  const html = join(folder, 'trend.html');
  const record = await recordOf({ store: dated, groupBy: 'year', html });
  if (record.finding.kind !== 'trend') throw new Error('no trend');
  const { trends, periods, rarefiedTo } = record.finding.trend;
  expect(periods.map(({ time }) => time)).toEqual(years);
  expect(rarefiedTo).toBe(tracksAYear);
  for (const { statistic, falls, trend } of trends) {
    expect(falls, statistic).toBe(true);
    // in transformed units a share of the distance is only nearly that share
    if (statistic !== 'vendi') expect(Math.abs(Math.exp(trend.slope.value) - kept), statistic).toBeLessThan(0.005);
  }
  expect(record.question).toBe('Do the tracks of "dated.duckdb" lie closer together from year to year?');
  expect(record.catalogue.hash).toMatch(/^[0-9a-f]{64}$/);
  expect([record.seed, record.permutations]).toEqual([20240607, 999]);
  expect(record.groups[0]).toMatchObject({ name: '2000', tracks: tracksAYear, drawn: tracksAYear });
  const page = await readFile(html, 'utf8');
  expect(page.match(/class="band b"/g)?.length).toBe(3);
  expect(page).toContain('Narrowing over time: 3 of 3 statistics fall');
});

test('count, median and MAD of every feature stand with each group', async () => {
  const { groups } = await recordOf({ store: dated, groupBy: 'year' });
  const id = 'timbre.spectral-shape/centroid.median';
  const values = Array.from({ length: tracksAYear }, (_, i) => blendOf(2 * i + 1, 0, 1)[id]).flatMap(
    (value) => value ?? [],
  );
  const sorted = values.sort((a, b) => a - b);
  const middle = (sorted[9]! + sorted[10]!) / 2;
  expect(sorted.length).toBe(tracksAYear);
  expect(groups[0]!.statistics[id]).toMatchObject({ n: tracksAYear, median: expect.closeTo(middle, 9) });
  const deviations = sorted.map((value) => Math.abs(value - middle)).sort((a, b) => a - b);
  expect(groups[0]!.statistics[id]!.mad).toBeCloseTo((deviations[9]! + deviations[10]!) / 2, 9);
});

test('the years in a condition are those that are followed; the same recordings give the same hash', async () => {
  const later = await recordOf({ store: `${dated}?year >= 2004`, groupBy: 'year' });
  expect(later.groups.map(({ name }) => name)).toEqual(['2004', '2005', '2006', '2007', '2008']);
  const all = await recordOf({ store: dated, groupBy: 'year' });
  expect(later.groups).toEqual(all.groups.slice(4));
});

test('two parts of a store are two sets', async () => {
  const { context, stdout } = listening();
  const set = `${dated}?year = 2008`;
  expect(await converge(set, { against: `${dated}?year = 2000`, json: true }, context)).toBe(exitCodes.done);
  const record = JSON.parse(stdout()) as {
    b: { name: string; tracks: number };
    result: { pattern: string; p: number };
  };
  expect(record.b).toMatchObject({ name: 'dated.duckdb?year = 2008', tracks: tracksAYear });
  expect(record.result.pattern).not.toBe('no evidence');
  expect(record.result.p).toBeLessThanOrEqual(0.04);
});

test('words are groups, each against the others; the folder is the source', async () => {
  const { finding, groups } = await recordOf({ store: `${dated}?year = 2000`, groupBy: 'source' });
  expect(groups.map(({ name }) => name)).toEqual(['even', 'odd']);
  if (finding.kind !== 'groups') throw new Error('no groups');
  expect(finding.verdicts.map(({ group, pattern }) => [group, pattern])).toEqual([
    ['even', 'no evidence'],
    ['odd', 'no evidence'],
  ]);
  for (const { result, adjusted } of finding.verdicts) {
    expect(result.detectableShrinkage).toBeLessThan(1);
    expect(adjusted).toBeGreaterThanOrEqual(result.p);
    expect(result.aspects.length).toBe(5);
  }
  const byArtist = listening();
  expect(await converge(undefined, { store: dated, groupBy: 'artist' }, byArtist.context)).toBe(exitCodes.done);
  expect(byArtist.stdout()).toContain(
    'left out, fewer than 8 tracks by 5 artists in them or in all others: artist 0, artist 1',
  );
});

test('generations and chains of a table are a lineage; a page shows it', async () => {
  const table = join(folder, 'generations.csv');
  const rows = [3, 9, 21].flatMap((original) =>
    Array.from({ length: 8 }, (_, g) => `${original} generation ${g}.wav,${original},${g}`),
  );
  await writeFile(table, `path,chain,generation\n${rows.join('\n')}\n`);
  const html = join(folder, 'lineage.html');
  const { finding, groups } = await recordOf({ store: chains, groupBy: 'generation', groups: table, html });
  expect(groups.map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  if (finding.kind !== 'lineage') throw new Error('no lineage');
  expect(finding.lineage).toMatchObject({ course: 'shrinking', chains: 3 });
  expect(finding.lineage.spreadFactor.value).toBeCloseTo(0.8, 1);
  expect(await readFile(html, 'utf8')).toContain('Displacement by generation');
});

test('the diversity of a store, and of each of its albums', async () => {
  const whole = listening();
  expect(await diversity(undefined, { store: `${dated}?year = 2000` }, whole.context)).toBe(exitCodes.done);
  expect(whole.stdout()).toMatch(/Effective number of tracks +\d+\.\d \[\d+\.\d–\d+\.\d\] of 20/);
  const { context, stdout } = listening();
  const store = `${dated}?year < 2002`;
  expect(await diversity(undefined, { store, groupBy: 'album', json: true }, context)).toBe(exitCodes.done);
  const { groups } = JSON.parse(stdout()) as { groups: { name: string; result: { compared: number } }[] };
  expect(groups.map(({ name, result }) => [name, result.compared])).toEqual([
    ['<album> 0', tracksAYear],
    ['<album> 1', tracksAYear],
  ]);
});

test('what cannot be: no such store, column or condition, and half of either way', async () => {
  const run = (options: ConvergeOptions, set?: string) => converge(set, options, listening().context);
  await expect(run({ store: join(folder, 'none.duckdb'), groupBy: 'year' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(run({ store: dated, groupBy: 'colour' })).rejects.toThrow(/by the name 'colour'/);
  await expect(run({ store: `${dated}?colour = 1`, groupBy: 'year' })).rejects.toThrow(/could not be chosen.*colour/);
  await expect(run({ store: `${dated}?true); DROP TABLE tracks; --`, groupBy: 'year' })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  await expect(run({ store: dated })).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(run({}, 'pop')).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(diversity(undefined, {}, listening().context)).rejects.toMatchObject({ code: 'invalid-argument' });
  const nothing = listening();
  expect(await converge(undefined, { store: `${dated}?year = 1066`, groupBy: 'year' }, nothing.context)).toBe(
    exitCodes.nothingReadable,
  );
});
