import { dirname, resolve } from 'node:path';
import { SwerveError } from '../errors.js';
import type { RecordingLabels } from '../store/recording-labels.js';
import { readCsv } from './read-csv.js';

/** What a table says of recordings, by absolute path: the column path (relative to the table) and any others. */
export async function readLabels(csv: string): Promise<RecordingLabels> {
  const { columns, rows } = await readCsv(csv);
  const place = columns.indexOf('path');
  if (place < 0 || rows.some((row) => !row[place]))
    throw new SwerveError(
      'invalid-argument',
      "The table needs the column 'path', filled in every row.",
      csv,
      'Its first line names the columns: path,artist,source,generation.',
    );
  const folder = dirname(csv);
  return {
    columns,
    rows: rows.map((row) => row.map((word, column) => (column === place ? resolve(folder, word) : word))),
  };
}
