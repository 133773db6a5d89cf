import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SwerveError } from '../errors.js';
import type { RegisteredFeature } from '../features/registry.js';
import { exportedColumns } from './catalogue-columns.js';
import { quoted } from './catalogue-tables.js';

export const exportFormats = ['parquet', 'csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const copyOptions: Readonly<Record<ExportFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: 'FORMAT csv, HEADER',
  ndjson: 'FORMAT json',
};

/**
 * Writes every track with its excerpts beside the store, under its name with the format's own ending, in the order of
 * paths and excerpts: the same rows give the same bytes. A recording without any has one row, with its error. Beside it
 * lies the dictionary. Returns both names. Throws SwerveError.
 */
export async function exportCatalogue(
  connection: DuckDBConnection,
  {
    store,
    format,
    features,
  }: { readonly store: string; readonly format: ExportFormat; readonly features: readonly RegisteredFeature[] },
): Promise<readonly string[]> {
  const stem = resolve(store).replace(/\.duckdb$/i, '');
  const columns = [
    ...exportedColumns.map(({ table, name }) => `${table}.${quoted(name)}`),
    ...features.map(({ id }) => `excerpts.${quoted(id)}`),
  ];
  const rows = `SELECT ${columns.join(', ')} FROM tracks JOIN versions ON versions.id = tracks.versions
    LEFT JOIN excerpts ON excerpts.path = tracks.path ORDER BY tracks.path, excerpts.excerpt`;
  const written = [`${stem}.${format}`, `${stem}.dictionary.json`] as const;
  await copyWhole(connection, rows, written[0], copyOptions[format]);
  await copyWhole(connection, 'SELECT * FROM dictionary', written[1], 'FORMAT json, ARRAY true');
  return written;
}

/** Under a temporary name first, so that a file that exists is whole. */
async function copyWhole(connection: DuckDBConnection, query: string, out: string, options: string): Promise<void> {
  const temporary = `${out}.${process.pid}.part`;
  try {
    await connection.run(`COPY (${query}) TO $1 (${options})`, [temporary]);
    await rename(temporary, out);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new SwerveError('cannot-write', 'The export could not be written.', out, 'Make room beside it.', cause);
  }
}
