import type { DuckDBConnection } from '@duckdb/node-api';
import type { RegisteredFeature } from '../features/registry.js';
import { appendRows, inTransaction, prepareTables, quoted, rowsOf } from './catalogue-tables.js';
import { type ExportFormat, exportCatalogue } from './export-catalogue.js';
import { gatherShard } from './gather-shard.js';
import { openDuckdb } from './open-duckdb.js';
import { type ExcerptScore, scoreColumns, scoreRow } from './score-columns.js';
import {
  type AnalysedRecord,
  excerptRows,
  type FileState,
  fileStateOf,
  type Row,
  recordOf,
  type TrackRecord,
  textOf,
  trackRow,
  type Versions,
  versionsId,
} from './track-record.js';

/** What is known of a recording without reading its numbers. */
export type KnownTrack = {
  readonly file: FileState | undefined;
  readonly versions: Versions;
  readonly errorCode: string | undefined;
};

/** A recording of the store with the scores of its excerpts. */
export type ScoredTrack = { readonly path: string; readonly scores: readonly ExcerptScore[] };

/** Rows of recordings in one DuckDB file. One process at a time has it open. */
export type CatalogueStore = {
  known(): Promise<ReadonlyMap<string, KnownTrack>>;
  /** Replaces what is there of these recordings; all of them or none. */
  save(records: readonly TrackRecord[]): Promise<void>;
  /** Removes what is there of these paths; all of it or nothing. */
  forget(paths: readonly string[]): Promise<void>;
  /** A recording that was analysed. */
  read(path: string): Promise<AnalysedRecord>;
  /** The paths of recordings with an excerpt that was not compared with the profile of this hash. */
  notScored(profileHash: string): Promise<ReadonlySet<string>>;
  /** The scores of all excerpts of recordings, in their order; all of them or none. */
  saveScores(profile: { readonly name: string; readonly hash: string }, scored: readonly ScoredTrack[]): Promise<void>;
  /** Takes over the rows of another store, in place of those of the same recordings; returns how many recordings. Throws SwerveError. */
  gather(shard: string): Promise<number>;
  /** Writes every row in the order of paths and excerpts, with the dictionary beside it; returns both names. */
  export(format: ExportFormat): Promise<readonly string[]>;
  close(): void;
};

/** Opens a store, or makes one, with a column for each of the features. Throws SwerveError. */
export async function openCatalogueStore(
  store: string,
  features: readonly RegisteredFeature[],
): Promise<CatalogueStore> {
  const { connection, close } = await openDuckdb(store);
  const ids = features.map(({ id }) => id);
  try {
    await prepareTables(connection, store, features);
    let versionsById = await readVersions(connection);
    const versionsOf = ({ versions }: Row) => versionsById.get(String(versions))!;

    const saveVersions = async (versions: Versions): Promise<string> => {
      const id = versionsId(versions);
      if (!versionsById.has(id)) {
        const analysers = JSON.stringify(versions.analysers);
        await appendRows(connection, 'versions', [{ id, engine: versions.engine, analysers }]);
        versionsById.set(id, versions);
      }
      return id;
    };

    const remove = async (path: string): Promise<void> => {
      for (const table of ['tracks', 'excerpts']) await connection.run(`DELETE FROM ${table} WHERE path = $1`, [path]);
    };

    return {
      async known() {
        const rows = await rowsOf(connection, 'SELECT path, bytes, modified_ms, versions, error_code FROM tracks');
        return new Map(
          rows.map((row) => [
            String(row['path']),
            { file: fileStateOf(row), versions: versionsOf(row), errorCode: textOf(row['error_code']) },
          ]),
        );
      },
      save(records) {
        return inTransaction(connection, async () => {
          const tracks: Row[] = [];
          for (const record of records) {
            await remove(record.path);
            tracks.push(trackRow(record, await saveVersions(record.versions)));
          }
          const excerpts = records.flatMap((record) => ('analysis' in record ? excerptRows(record) : []));
          await appendRows(connection, 'tracks', tracks);
          await appendRows(connection, 'excerpts', excerpts);
        });
      },
      forget(paths) {
        return inTransaction(connection, async () => {
          for (const path of paths) await remove(path);
        });
      },
      async read(path) {
        const [track] = await rowsOf(connection, 'SELECT * FROM tracks WHERE path = $1', [path]);
        const excerpts = await rowsOf(connection, 'SELECT * FROM excerpts WHERE path = $1 ORDER BY excerpt', [path]);
        return recordOf(track!, excerpts, ids, versionsOf(track!));
      },
      async notScored(profileHash) {
        const rows = await rowsOf(
          connection,
          'SELECT DISTINCT path FROM excerpts WHERE excerpt > 0 AND profile_hash IS DISTINCT FROM $1',
          [profileHash],
        );
        return new Set(rows.map(({ path }) => String(path)));
      },
      saveScores(profile, scored) {
        const columns = scoreColumns.map(({ name }, place) => `${quoted(name)} = $${place + 3}`).join(', ');
        const update = `UPDATE excerpts SET ${columns} WHERE path = $1 AND excerpt = $2`;
        return inTransaction(connection, async () => {
          for (const { path, scores } of scored)
            for (const [place, score] of scores.entries()) {
              const row = scoreRow(profile, score);
              await connection.run(update, [path, place + 1, ...scoreColumns.map(({ name }) => row[name] ?? null)]);
            }
        });
      },
      async gather(shard) {
        const count = await gatherShard(connection, shard);
        versionsById = await readVersions(connection);
        return count;
      },
      export: (format) => exportCatalogue(connection, { store, format, features }),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function readVersions(connection: DuckDBConnection): Promise<Map<string, Versions>> {
  const rows = await rowsOf(connection, 'SELECT id, engine, analysers FROM versions');
  return new Map(
    rows.map(({ id, engine, analysers }) => [
      String(id),
      { engine: String(engine), analysers: JSON.parse(String(analysers)) as Record<string, number> },
    ]),
  );
}
