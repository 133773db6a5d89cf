import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, rowsOf } from './catalogue-tables.js';

/** What somebody says of recordings beside their tags: columns of words, the first of them the absolute path. */
export type RecordingLabels = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const pathColumn = 'path';

/**
 * Makes the view `recordings`: a row per recording that was analysed, with the columns of `tracks`; with those of the
 * labels, which prevail where both have one; and with `source`, the folder that it lies in, where neither has.
 */
export async function joinLabels(connection: DuckDBConnection, labels: RecordingLabels): Promise<void> {
  const given = labels.columns.filter((name) => name !== pathColumn && name !== '');
  const columns = [pathColumn, ...given];
  await connection.run(`CREATE TEMP TABLE labels (${columns.map((name) => `${quoted(name)} VARCHAR`).join(', ')})`);
  const appender = await connection.createAppender('labels', 'main', 'temp');
  for (const row of labels.rows) {
    for (const name of columns) {
      const word = row[labels.columns.indexOf(name)] ?? '';
      if (word === '') appender.appendNull();
      else appender.appendVarchar(word);
    }
    appender.endRow();
  }
  appender.closeSync();
  const found = await rowsOf(
    connection,
    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'tracks' ORDER BY column_index",
  );
  const stored = new Map(found.map((row) => [String(row['column_name']), String(row['data_type'])]));
  const kept = [...stored].map(([name, type]) =>
    given.includes(name)
      ? `coalesce(TRY_CAST(labels.${quoted(name)} AS ${type}), tracks.${quoted(name)}) AS ${quoted(name)}`
      : `tracks.${quoted(name)}`,
  );
  const added = given.filter((name) => !stored.has(name)).map((name) => `labels.${quoted(name)}`);
  const folder = "regexp_extract(path, '([^/\\\\]+)[/\\\\][^/\\\\]+$', 1)";
  const source = stored.has('source') || given.includes('source') ? [] : [`${folder} AS source`];
  await connection.run(
    `CREATE TEMP VIEW recordings AS SELECT ${[...kept, ...added, ...source].join(', ')}
     FROM tracks LEFT JOIN labels USING (path) WHERE error_code IS NULL`,
  );
}
