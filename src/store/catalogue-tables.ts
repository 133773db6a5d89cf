import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { SwerveError } from '../errors.js';
import type { RegisteredFeature } from '../features/registry.js';
import { dictionaryColumns, dictionaryOf, excerptColumns, trackColumns, versionColumns } from './catalogue-columns.js';
import type { Row } from './track-record.js';

/** Rises when a table changes its shape. */
export const storeFormat = 1;
const tables = { versions: versionColumns, tracks: trackColumns, excerpts: excerptColumns };

/** Makes the tables where there are none, a column for each of the features, and the dictionary; all of it or nothing. Throws SwerveError. */
export async function prepareTables(
  connection: DuckDBConnection,
  path: string,
  features: readonly RegisteredFeature[],
): Promise<void> {
  const found = await rowsOf(connection, 'SELECT table_name FROM duckdb_tables()');
  if (found.length > 0) await checkStore(connection, path);
  await inTransaction(connection, async () => {
    if (found.length === 0) {
      await connection.run('CREATE TABLE store (format INTEGER)');
      await connection.run('INSERT INTO store VALUES ($1)', [storeFormat]);
    }
    for (const [table, columns] of Object.entries(tables))
      await connection.run(`CREATE TABLE IF NOT EXISTS ${table} (${columnList(columns)})`);
    const present = new Set(await columnsOf(connection, 'excerpts'));
    for (const { name, type } of [...excerptColumns, ...features.map(({ id }) => ({ name: id, type: 'DOUBLE' }))])
      if (!present.has(name)) await connection.run(`ALTER TABLE excerpts ADD COLUMN ${quoted(name)} ${type}`);
    await connection.run(`CREATE OR REPLACE TABLE dictionary (${columnList(dictionaryColumns)})`);
    await appendRows(connection, 'dictionary', dictionaryOf(features));
  });
}

/**
 * Throws SwerveError 'invalid-argument' where a file holds something else, or the tables of another version; `database`
 * is the name that it is attached by, unless it is the one that is open.
 */
export async function checkStore(connection: DuckDBConnection, path: string, database?: string): Promise<void> {
  const refuse = (what: string) =>
    new SwerveError('invalid-argument', what, path, 'Name a store that `swerve scan` made.');
  if ((await columnsOf(connection, 'store', database)).length === 0) throw refuse('The file holds no catalogue.');
  const [kept] = await rowsOf(connection, `SELECT format FROM ${database === undefined ? '' : `${database}.`}store`);
  if (kept?.['format'] !== storeFormat)
    throw refuse(`The store has the format ${String(kept?.['format'])}; this version of Swerve reads ${storeFormat}.`);
}

/** All of it or nothing. */
export async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('BEGIN');
  try {
    await work();
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<readonly Row[]> {
  return (await connection.runAndReadAll(sql, values)).getRowObjects();
}

/** The columns of a table, in order; of this database, unless another that is attached is named. */
export async function columnsOf(connection: DuckDBConnection, table: string, database?: string): Promise<string[]> {
  const columns = await rowsOf(
    connection,
    'SELECT column_name FROM duckdb_columns() WHERE table_name = $1 AND database_name = coalesce($2, current_database()) ORDER BY column_index',
    [table, database ?? null],
  );
  return columns.map((row) => String(row['column_name']));
}

/** Adds rows to a table, all at once since it has hundreds of columns; what a row does not name is NULL. */
export async function appendRows(connection: DuckDBConnection, table: string, rows: readonly Row[]): Promise<void> {
  const names = await columnsOf(connection, table);
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const name of names) {
      const value = row[name];
      // what has been written as JSON has no -0 any more: it is 0 for all
      if (typeof value === 'number') appender.appendDouble(value + 0);
      else if (typeof value === 'string') appender.appendVarchar(value);
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else appender.appendNull();
    }
    appender.endRow();
  }
  appender.closeSync();
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function columnList(columns: readonly { readonly name: string; readonly type: string }[]): string {
  return columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
}
