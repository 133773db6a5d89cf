import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profileFromTable } from '../../src/catalogue/profile-from-table.js';
import { isFeatureTable, readFeatureTable } from '../../src/catalogue/read-feature-table.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { SwerveError } from '../../src/errors.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { essentiaSample } from '../features/essentia-sample.js';
import { normal } from '../profiles/synthetic.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const header = 'filename,length,spectral_centroid_mean,spectral_centroid_var,mfcc1_mean,rms_mean,rms_var,label';
const next = seededRandom(3);
const line = (i: number, label: string, shift = 0) => {
  const numbers = [1500, 2e5, 100, 0.1, 0.01].map((centre) => centre * Math.exp(0.2 * normal(next) + shift));
  return `${label}.${i}.wav,661794,${numbers.join(',')},${label}`;
};
const csv = [
  header,
  ...Array.from({ length: 30 }, (_, i) => line(i, 'rock')),
  ...Array.from({ length: 10 }, (_, i) => line(i, 'noise', 2)),
].join('\n');

test('a profile of the rows with one label is scored with the same statistics as one of recordings', async () => {
  const path = await fileOf('table.csv', csv);
  const table = await readFeatureTable(path);
  expect(table.leftOut).toEqual(['length']);
  const profile = profileFromTable(table, { path, name: 'rock', title: 'rock', label: 'rock' });
  expect(profile.provenance).toMatchObject({ n: 30, artists: 30 });
  expect(profile.provenance.source).toMatch(/^table\.csv, label rock; .*rules from its name.*unknown$/);
  expect(profile.weights.map(({ aspect }) => aspect)).toEqual(['timbre', 'dynamics']);
  const loaded = loadProfile(profile);
  const departure = (label: string) =>
    scoreRow(table.rows.find((row) => row.label === label)!.row, loaded, { versions: table.versions }).departure.value;
  expect(departure('noise')).toBeGreaterThan(95);
  expect(departure('rock')).toBeLessThan(95);
});

test('a number that is not there is missing, in whatever way the table says so', async () => {
  const rows = ['', 'NaN', 'nan', 'NA', 'null', '-inf'].map((nothing) => `a.wav,1,${nothing},1,1,1,1,rock`);
  const { rows: read, features } = await readFeatureTable(await fileOf('gaps.csv', [header, ...rows].join('\n')));
  const { id } = features[0]!;
  for (const { row } of read) expect(row.missing).toEqual({ [id]: 'no number in the table' });
});

test("Essentia's documents, one or a folder of them, are rows of one kind", async () => {
  const documents = join(folder, 'documents');
  await mkdir(documents);
  for (let i = 0; i < 24; i++) await writeFile(join(documents, `${i}.json`), JSON.stringify(essentiaSample(i)));
  expect(await isFeatureTable(documents)).toBe(true);
  const table = await readFeatureTable(documents);
  const profile = profileFromTable(table, { path: documents, name: 'dub', title: 'dub' });
  expect(profile.provenance).toMatchObject({ n: 24, artists: 12, grouping: 'artist' });
  expect(profile.weights.map(({ aspect }) => aspect)).toEqual(['timing', 'pitch', 'timbre', 'dynamics']);
  const single = await readFeatureTable(await fileOf('one.json', JSON.stringify(essentiaSample(99))));
  const { departure, coverage } = scoreRow(single.rows[0]!.row, loadProfile(profile), { versions: single.versions });
  expect(departure.value).toBeGreaterThan(0);
  expect(coverage.scored).toBe(coverage.expected);
  const other = await readFeatureTable(
    await fileOf('other.json', JSON.stringify(essentiaSample(9, { extractor: 'music 2.0' }))),
  );
  expect(() => scoreRow(other.rows[0]!.row, loadProfile(profile), { versions: other.versions })).toThrow('Only 0 of');
});

const wide = Array.from({ length: 100_000 }, (_, i) => `mfcc${i}_mean`).join(',');
test.each([
  ['empty.csv', '', 'no rows'],
  ['header.csv', header, 'no rows'],
  ['twice.csv', 'rms_mean,rms_mean\n1,2', "two columns called 'rms_mean'"],
  ['words.csv', 'filename,rms_mean\na.wav,loud', "Row 1, column 'rms_mean': 'loud' is not a number."],
  ['list.csv', 'filename,tempo\na.wav,[120.0]', "'[120.0]' is not a number"],
  ['short.csv', `${header}\na.wav,1,2`, 'not valid CSV'],
  ['quote.csv', 'filename,tempo\n"a.wav,120', 'not valid CSV'],
  ['unknown.csv', 'filename,loveliness\na.wav,1', 'No column is named like a feature: loveliness'],
  ['wide.csv', `${wide}\n${wide.replaceAll(/mfcc\d+_mean/g, '1')}`, '100000 columns; at most 2000'],
  ['torn.json', '{"lowlevel":', 'This is not JSON'],
  ['row.json', '{"tempo": 120}', 'not a document of Essentia'],
])('%s says what is wrong with it', async (name, text, message) => {
  const path = await fileOf(name, text);
  expect(await isFeatureTable(path)).toBe(true);
  const refusal = readFeatureTable(path);
  await expect(refusal).rejects.toThrow(SwerveError);
  await expect(refusal).rejects.toThrow(message);
});

test('a label that no row has is refused with those that there are; so are mixed extractors and what is not there', async () => {
  const path = await fileOf('labels.csv', csv);
  const table = await readFeatureTable(path);
  const build = (label: string) => () => profileFromTable(table, { path, name: 'x', title: 'x', label });
  expect(build('rick')).toThrow("No row has the label 'rick'.");
  expect(build('noise')).not.toThrow();
  const mixed = join(folder, 'mixed');
  await mkdir(mixed);
  for (const extractor of ['music 1.0', 'music 2.0'])
    await writeFile(join(mixed, `${extractor}.json`), JSON.stringify(essentiaSample(1, { extractor })));
  await expect(readFeatureTable(mixed)).rejects.toThrow("different extractors: 'music 1.0' and 'music 2.0'");
  await expect(readFeatureTable(join(folder, 'nowhere.csv'))).rejects.toThrow('could not be read');
});
