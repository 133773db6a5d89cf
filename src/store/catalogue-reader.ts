import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import type { Track } from '../convergence/track-set.js';
import { SwerveError } from '../errors.js';
import { minimumRemainderSeconds } from '../frames/front-end.js';
import { checkStore, quoted, rowsOf } from './catalogue-tables.js';
import { columnStatistics, definedColumn, type GroupStatistics } from './column-statistics.js';
import type { Headlines } from './headlines.js';
import { openDuckdb } from './open-duckdb.js';
import { joinLabels, type RecordingLabels } from './recording-labels.js';

/** Which recordings: a condition in SQL on what is known of them, and the column that says which belong together. */
export type RecordingQuery = { readonly condition?: string; readonly groupBy?: string };

/** A store that is only read: numbers come as typed columns, for there may be a million rows. */
export type CatalogueReader = {
  /** Throws SwerveError 'invalid-argument' where the condition is none, 'profile-mismatch' where versions are mixed. */
  headlines(query: RecordingQuery): Promise<Headlines>;
  /** Some of them as tracks, in the order given. */
  tracks(places: ArrayLike<number>): Promise<Track[]>;
  /** Count, median and MAD of every feature in every group. */
  statistics(headlines: Headlines): Promise<GroupStatistics>;
  close(): void;
};

const everything = 'true';

/** Opens a store to read these features of it. Throws SwerveError. */
export async function openCatalogueReader(
  store: string,
  features: readonly { readonly id: string }[],
  labels: RecordingLabels = { columns: [], rows: [] },
): Promise<CatalogueReader> {
  const { connection, close } = await openDuckdb(store, 'read');
  try {
    await checkStore(connection, store);
    await joinLabels(connection, labels);
    const columns = new Set(await columnNames(connection, 'recordings'));
    const kept = new Set(await columnNames(connection, 'excerpts'));
    const ids = features.map(({ id }) => id).filter((id) => kept.has(id));
    const has = (column: string) => columns.has(column);

    return {
      async headlines({ condition = everything, groupBy }) {
        if (groupBy !== undefined && !has(groupBy))
          throw new SwerveError(
            'invalid-argument',
            `Nothing is known of the recordings by the name '${groupBy}'.`,
            store,
            `Group by one of ${[...columns].join(', ')}; or name a table with --groups that has it.`,
          );
        const name = groupBy === undefined ? "''" : `CAST(recordings.${quoted(groupBy)} AS VARCHAR)`;
        const chosen = `FROM recordings JOIN excerpts USING (path)
          WHERE headline AND excerpts.seconds >= ${minimumRemainderSeconds} AND (${condition})`;
        const versions = await versionsOf(connection, chosen, store);
        return { ...(await readHeadlines(connection, `SELECT excerpts.rowid::DOUBLE, ${name} ${chosen}`)), versions };
      },
      tracks: (places) => readTracks(connection, places, ids, has('chain')),
      statistics: (headlines) => columnStatistics(connection, headlines, ids),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Every chunk of what a statement gives, as it comes. Throws SwerveError 'invalid-argument' where it cannot be understood. */
async function* chunksOf(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield chunk;
}

async function readHeadlines(
  connection: DuckDBConnection,
  sql: string,
): Promise<Pick<Headlines, 'places' | 'groups' | 'names'>> {
  const places: number[] = [];
  const groups: number[] = [];
  const numbers = new Map<string, number>();
  for await (const chunk of chunksOf(connection, `${sql} ORDER BY path`)) {
    const [place, name] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
    for (let row = 0; row < chunk.rowCount; row++) {
      places.push(place.getItem(row) as number);
      const word = name.getItem(row) as string | null;
      const known = word === null ? -1 : (numbers.get(word) ?? numbers.size);
      if (word !== null && known === numbers.size) numbers.set(word, known);
      groups.push(known);
    }
  }
  return { places: Float64Array.from(places), groups: Int32Array.from(groups), names: [...numbers.keys()] };
}

async function versionsOf(
  connection: DuckDBConnection,
  chosen: string,
  store: string,
): Promise<Readonly<Record<string, number>>> {
  const sql = `SELECT id, analysers FROM versions WHERE id IN (SELECT versions ${chosen}) ORDER BY id`;
  const rows = await rowsOf(connection, sql).catch((cause: unknown) => {
    const [what = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
    const remedy = 'A condition is that of a WHERE in SQL, such as "year >= 2015 AND artist <> \'Various\'".';
    throw new SwerveError('invalid-argument', `The recordings could not be chosen: ${what}`, store, remedy, cause);
  });
  const all = rows.map(({ analysers }) => JSON.parse(String(analysers)) as Record<string, number>);
  const merged = Object.assign({}, ...all) as Record<string, number>;
  const mixed = Object.keys(merged).filter((id) => all.some((one) => one[id] !== merged[id]));
  if (mixed.length === 0) return merged;
  const what = `The recordings were analysed with different versions of ${mixed.join(', ')}.`;
  throw new SwerveError('profile-mismatch', what, store, 'Scan them again: only what has changed is analysed.');
}

async function readTracks(
  connection: DuckDBConnection,
  places: ArrayLike<number>,
  ids: readonly string[],
  hasChain: boolean,
): Promise<Track[]> {
  await connection.run('CREATE OR REPLACE TEMP TABLE chosen (place DOUBLE, number INTEGER)');
  const appender = await connection.createAppender('chosen', 'main', 'temp');
  for (let number = 0; number < places.length; number++) {
    appender.appendDouble(places[number]!);
    appender.appendInteger(number);
    appender.endRow();
  }
  appender.closeSync();
  const words = ["coalesce(artist, '')", "coalesce(title, regexp_extract(path, '[^/\\\\]+$'))", 'album', 'year'];
  const labels = [...words, hasChain ? 'chain' : 'NULL'].map((of) => `CAST(${of} AS VARCHAR)`);
  const sql = `SELECT ${[...labels, ...ids.map(definedColumn)].join(', ')} FROM chosen
    JOIN excerpts ON excerpts.rowid = chosen.place::BIGINT JOIN recordings USING (path) ORDER BY number`;
  const tracks: Track[] = [];
  for await (const chunk of chunksOf(connection, sql)) {
    const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
    for (let row = 0; row < chunk.rowCount; row++) {
      const [artist, title, album, year, chain] = vectors
        .slice(0, labels.length)
        .map((of) => of.getItem(row) as string);
      const values: Record<string, number> = {};
      ids.forEach((id, i) => {
        const value = vectors[labels.length + i]!.getItem(row) as number;
        if (!Number.isNaN(value)) values[id] = value;
      });
      tracks.push({
        artist: artist!,
        title: title!,
        ...(album === null ? {} : { album: album! }),
        ...(year === null ? {} : { year: Number(year) }),
        ...(chain === null ? {} : { chain: chain! }),
        values,
      });
    }
  }
  return tracks;
}

async function columnNames(connection: DuckDBConnection, table: string): Promise<string[]> {
  const rows = await rowsOf(connection, 'SELECT column_name FROM duckdb_columns() WHERE table_name = $1', [table]);
  return rows.map((row) => String(row['column_name']));
}
