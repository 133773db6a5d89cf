import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SwerveError } from '../errors.js';
import { checkStore, columnsOf, inTransaction, quoted, rowsOf } from './catalogue-tables.js';

/**
 * Takes over the rows of another store, in place of those of the same recordings; all of it or nothing. Columns of
 * features that this version of Swerve does not have are left behind: a scan analyses those recordings again anyway.
 * Returns how many recordings it has. Throws SwerveError.
 */
export async function gatherShard(connection: DuckDBConnection, shard: string): Promise<number> {
  await attach(connection, shard);
  try {
    await checkStore(connection, shard, 'shard');
    await inTransaction(connection, async () => {
      await connection.run(
        'INSERT INTO versions SELECT * FROM shard.versions WHERE id NOT IN (SELECT id FROM versions)',
      );
      for (const table of ['tracks', 'excerpts']) {
        const theirs = new Set(await columnsOf(connection, table, 'shard'));
        const columns = (await columnsOf(connection, table)).filter((name) => theirs.has(name)).map(quoted);
        await connection.run(`DELETE FROM ${table} WHERE path IN (SELECT path FROM shard.tracks)`);
        await connection.run(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM shard.${table}`);
      }
    });
    const [counted] = await rowsOf(connection, 'SELECT count(*) AS n FROM shard.tracks');
    return Number(counted!['n']);
  } finally {
    await connection.run('DETACH shard');
  }
}

async function attach(connection: DuckDBConnection, shard: string): Promise<void> {
  const found = await stat(shard).catch(() => undefined);
  if (!found?.isFile())
    throw new SwerveError('not-found', 'There is no such store.', shard, 'Check the name and the folder.');
  // a statement that takes no parameters: the name is quoted as a text
  await connection
    .run(`ATTACH '${resolve(shard).replaceAll("'", "''")}' AS shard (READ_ONLY)`)
    .catch((cause: unknown) => {
      const what = 'It could not be opened as a DuckDB file beside the store.';
      const remedy =
        'Name a store that `swerve scan` made, after the scan of it has ended; it cannot be gathered into itself.';
      throw new SwerveError('invalid-argument', what, shard, remedy, cause);
    });
}
