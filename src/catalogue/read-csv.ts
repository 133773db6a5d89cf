import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { SwerveError } from '../errors.js';

/** A table with its header; every row as wide as it. */
export type Csv = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

const mostColumns = 2000;

/** Throws SwerveError 'not-found' or 'invalid-argument': not CSV, empty, without rows, two columns of one name, too wide. */
export async function readCsv(path: string): Promise<Csv> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SwerveError('not-found', 'The table could not be read.', path, 'Check the name and the folder.', cause);
  });
  const [columns = [], ...rows] = parseCsv(text, path);
  const refuse = (what: string, remedy: string) => new SwerveError('invalid-argument', what, path, remedy);
  if (columns.length > mostColumns)
    throw refuse(`The table has ${columns.length} columns; at most ${mostColumns} are read.`, 'Leave some out.');
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  if (twice !== undefined) throw refuse(`The table has two columns called '${twice}'.`, 'Rename one of them.');
  if (rows.length === 0) throw refuse('The table has no rows.', 'Its first line names the columns.');
  return { columns, rows };
}

function parseCsv(text: string, path: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, trim: true });
  } catch (cause) {
    const what = `The table is not valid CSV: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new SwerveError('invalid-argument', what, path, 'Quote fields that hold commas or quotes.', cause);
  }
}
