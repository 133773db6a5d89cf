import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { SwerveError } from '../errors.js';

/** A database that is open; its file is ours alone until it is closed. */
export type Database = { readonly connection: DuckDBConnection; close(): void };

/** What a file is opened with to be read: nothing in it or beside it can be changed, and what it keeps in memory has a limit. */
const toBeRead = { access_mode: 'READ_ONLY', enable_external_access: 'false', memory_limit: '1GB' };

/**
 * Opens a DuckDB file, or makes it; the program is loaded only here, since it is large and native. One thread: the
 * processor belongs to the analysis, and rows are written in one order. Throws SwerveError.
 */
export async function openDuckdb(path: string, access: 'write' | 'read' = 'write'): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((cause: unknown) => {
    const remedy = 'Install Swerve again with npm; DuckDB runs on Linux, macOS and Windows, on x64 and arm64.';
    throw new SwerveError('missing-package', 'DuckDB could not be loaded on this system.', path, remedy, cause);
  });
  if (access === 'read' && !(await stat(path).catch(() => undefined))?.isFile())
    throw new SwerveError('not-found', 'There is no such store.', path, 'Check the name and the folder.');
  try {
    // an absolute path, so that no name means anything but a file to it
    const instance = await DuckDBInstance.create(resolve(path), {
      threads: '1',
      ...(access === 'read' ? toBeRead : {}),
    });
    const connection = await instance.connect();
    return {
      connection,
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (cause) {
    const locked = /lock/i.test(String(cause));
    throw new SwerveError(
      'invalid-argument',
      locked ? 'The store is open in another program.' : 'The store could not be opened as a DuckDB file.',
      path,
      locked
        ? 'Close it there, or wait until that scan has ended.'
        : 'Name another, or a store that `swerve scan` made.',
      cause,
    );
  }
}
