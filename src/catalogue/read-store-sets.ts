import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { analysers } from '../analysers/index.js';
import type { GroupedTracks } from '../convergence/compare-groups.js';
import { rarefied } from '../convergence/group-splits.js';
import type { TrackSet } from '../convergence/track-set.js';
import { seededRandom } from '../dsp/seeded-random.js';
import { SwerveError } from '../errors.js';
import { type RegisteredFeature, registerFeatures } from '../features/registry.js';
import { type CatalogueReader, openCatalogueReader } from '../store/catalogue-reader.js';
import type { GroupStatistics } from '../store/column-statistics.js';
import type { Headlines } from '../store/headlines.js';
import { readLabels } from './read-labels.js';

export type StoreOptions = {
  /** A table with the column path and others, which say of recordings what their tags do not. */
  readonly groups?: string;
};

/** Groups of a catalogue, with count, median and MAD of every feature in each. */
export type StoreGroups = GroupedTracks & { readonly statistics: GroupStatistics };

const mostTracks = 10_000;
const mostOfGroup = 200;
const seed = 20240607;

/** Whether a name is that of a DuckDB file, with or without a condition: `catalogue.duckdb?CONDITION`. */
export async function isStoreName(name: string): Promise<boolean> {
  const { store } = parseStoreName(name);
  return (await beginsAsDuckdb(store)) || /\.duckdb$/i.test(store);
}

/** The middle excerpts of a store's recordings as one set; of more than 10,000 so many at random. Throws SwerveError. */
export async function readStoreSet(name: string, options: StoreOptions = {}): Promise<TrackSet> {
  const features = registerFeatures(analysers);
  return reading(name, features, options, async (reader, condition) => {
    const headlines = await reader.headlines(condition);
    const [set] = await drawSets(
      reader,
      headlines,
      [{ name: titleOf(name), rows: [...headlines.places.keys()] }],
      mostTracks,
    );
    return set!;
  });
}

/**
 * The same by what stands in a column, in order, 200 tracks of a group at random; recordings without a word in it are
 * left out. Throws SwerveError.
 */
export async function readStoreGroups(
  name: string,
  by: string,
  options: StoreOptions & { readonly features?: readonly RegisteredFeature[] } = {},
): Promise<StoreGroups> {
  const { features = registerFeatures(analysers) } = options;
  return reading(name, features, options, async (reader, condition) => {
    const headlines = await reader.headlines({ ...condition, groupBy: by });
    const statistics = await reader.statistics(headlines);
    const rows: number[][] = headlines.names.map(() => []);
    headlines.groups.forEach((group, row) => {
      rows[group]?.push(row);
    });
    const order = [...rows.keys()].sort((a, b) => inOrder(headlines.names[a]!, headlines.names[b]!));
    const named = order.map((group) => ({ name: headlines.names[group]!, rows: rows[group]! }));
    const groups = await drawSets(reader, headlines, named, mostOfGroup);
    return { name: titleOf(name), by, groups, statistics: order.map((group) => statistics[group]!) };
  });
}

async function reading<T>(
  name: string,
  features: readonly RegisteredFeature[],
  { groups }: StoreOptions,
  work: (reader: CatalogueReader, condition: { readonly condition?: string }) => Promise<T>,
): Promise<T> {
  const { store, condition } = parseStoreName(name);
  if (!(await beginsAsDuckdb(store)))
    throw new SwerveError('not-found', 'There is no such store.', store, 'Make it with `swerve scan --store`.');
  const labels = groups === undefined ? undefined : await readLabels(groups);
  const reader = await openCatalogueReader(store, features, labels);
  try {
    return await work(reader, condition === '' ? {} : { condition });
  } finally {
    reader.close();
  }
}

/** What the set is called: the file without its folders, and the condition. */
function titleOf(name: string): string {
  const { store, condition } = parseStoreName(name);
  return condition === '' ? basename(store) : `${basename(store)}?${condition}`;
}

function parseStoreName(name: string): { readonly store: string; readonly condition: string } {
  const end = name.indexOf('?');
  return end < 0
    ? { store: name, condition: '' }
    : { store: name.slice(0, end), condition: name.slice(end + 1).trim() };
}

/** Such a file has four letters after its first checksum. */
async function beginsAsDuckdb(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12);
    return buffer.toString('latin1', 8, 12) === 'DUCK';
  } catch {
    return false; // a folder
  } finally {
    await file.close();
  }
}

/** Some tracks of each set, the same for the same rows; all are read in one pass. */
async function drawSets(
  reader: CatalogueReader,
  { places, versions }: Headlines,
  sets: readonly { readonly name: string; readonly rows: readonly number[] }[],
  most: number,
): Promise<TrackSet[]> {
  const drawn = sets.map(({ rows }) => rarefied(Int32Array.from(rows), most, seededRandom(seed)).slice().sort());
  const tracks = await reader.tracks(drawn.flatMap((rows) => Array.from(rows, (row) => places[row]!)));
  let from = 0;
  return sets.map(({ name, rows }, i) => {
    const own = tracks.slice(from, (from += drawn[i]!.length));
    return { name, tracks: own, versions, ...(own.length < rows.length ? { drawnFrom: rows.length } : {}) };
  });
}

/** Numbers by size, words by their letters. */
function inOrder(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : 1) : difference;
}
