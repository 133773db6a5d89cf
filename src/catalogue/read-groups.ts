import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SwerveError } from '../errors.js';
import type { ReferenceLabel } from '../profiles/folds.js';

/** Who made which recording, by absolute path: from a table with the columns path (relative to the table), artist, title and album. */
export async function readGroups(csv: string): Promise<ReadonlyMap<string, ReferenceLabel>> {
  const text = await readFile(csv, 'utf8').catch((cause: unknown) => {
    throw new SwerveError('not-found', 'The table could not be read.', csv, 'Check the name and the folder.', cause);
  });
  const rows = parseTable(text, csv);
  if (rows.length === 0 || rows.some((row) => !row['path'] || !row['artist']))
    throw new SwerveError(
      'invalid-argument',
      "The table needs the columns 'path' and 'artist', filled in every row.",
      csv,
      'Its first line names the columns: path,artist,title,album.',
    );
  return new Map(
    rows.map(({ path, artist, title, album }) => [
      resolve(dirname(csv), path!),
      { artist: artist!, title: title || path!, ...(album ? { album } : {}) },
    ]),
  );
}

function parseTable(text: string, csv: string): Partial<Record<string, string>>[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (cause) {
    const what = `The table is not valid CSV: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new SwerveError('invalid-argument', what, csv, 'Quote fields that hold commas or quotes.', cause);
  }
}
