import { dirname, resolve } from 'node:path';
import { SwerveError } from '../errors.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { readCsv } from './read-csv.js';

/** Who made which recording, by absolute path: from a table with the columns path (relative to the table), artist, title and album. */
export async function readGroups(csv: string): Promise<ReadonlyMap<string, ReferenceLabel>> {
  const { columns, rows } = await readCsv(csv);
  const field = (row: readonly string[], column: string) => row[columns.indexOf(column)];
  if (rows.some((row) => !field(row, 'path') || !field(row, 'artist')))
    throw new SwerveError(
      'invalid-argument',
      "The table needs the columns 'path' and 'artist', filled in every row.",
      csv,
      'Its first line names the columns: path,artist,title,album.',
    );
  return new Map(
    rows.map((row) => {
      const path = field(row, 'path')!;
      const album = field(row, 'album');
      return [
        resolve(dirname(csv), path),
        { artist: field(row, 'artist')!, title: field(row, 'title') || path, ...(album ? { album } : {}) },
      ];
    }),
  );
}
