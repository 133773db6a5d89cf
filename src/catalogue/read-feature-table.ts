import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { SwerveError } from '../errors.js';
import { readEssentiaDocument } from '../features/essentia-document.js';
import { type ForeignTable, foreignTable, type NamedValues } from '../features/foreign-table.js';
import { findRecordings } from './find-recordings.js';
import { readCsv } from './read-csv.js';

/** Columns that name a recording instead of describing it, in the order in which they are looked for. */
const naming = {
  title: ['title', 'filename', 'file', 'path', 'name', 'id'],
  artist: ['artist'],
  album: ['album'],
  label: ['label', 'genre', 'class'],
} as const;
const words = new Set<string>([...Object.values(naming).flat(), '']);
/** What tables write where they have no number. */
const noNumber = /^([-+]?(nan|inf|infinity)|na|n\/a|null|none)?$/i;

/** Whether a path holds another program's numbers: a CSV or JSON file, or a folder of JSON files without recordings. */
export async function isFeatureTable(path: string): Promise<boolean> {
  if (/\.(csv|json)$/i.test(path)) return true;
  return (await documentsIn(path)).length > 0 && (await findRecordings([path])).length === 0;
}

/**
 * Reads a CSV table with a row per recording and named columns (as tables of librosa's features are), or Essentia's
 * documents (one, or a folder of them). Throws SwerveError 'not-found' or 'invalid-argument'.
 */
export async function readFeatureTable(path: string): Promise<ForeignTable> {
  const table = extname(path).toLowerCase() === '.csv' ? await readTable(path) : await readDocuments(path);
  if (table.features.length > 0) return table;
  throw new SwerveError(
    'invalid-argument',
    `No column is named like a feature: ${table.leftOut.slice(0, 5).join(', ') || 'there are only words'}.`,
    path,
    'Name columns as librosa does: spectral_centroid_mean, mfcc1_var, tempo.',
  );
}

async function readTable(path: string): Promise<ForeignTable> {
  const { columns, rows } = await readCsv(path);
  const lower = columns.map((column) => column.toLowerCase());
  const place = (names: readonly string[]) => names.map((name) => lower.indexOf(name)).find((at) => at >= 0) ?? -1;
  const [title, artist, album, label] = [naming.title, naming.artist, naming.album, naming.label].map(place);
  const measured = [...columns.keys()].filter((column) => !words.has(lower[column]!));
  const recordings = rows.map((row, i): NamedValues => {
    const text = (column: number | undefined) => row[column ?? -1] || undefined;
    const [ofAlbum, ofLabel] = [text(album), text(label)];
    return {
      title: text(title) ?? `row ${i + 1}`,
      artist: text(artist) ?? '',
      ...(ofAlbum === undefined ? {} : { album: ofAlbum }),
      ...(ofLabel === undefined ? {} : { label: ofLabel }),
      values: new Map(measured.map((column) => [columns[column]!, numberOf(row[column]!)])),
    };
  });
  const table = foreignTable('table', recordings);
  for (const { title: column } of table.features) checkNumbers(column, columns.indexOf(column), rows, path);
  return table;

  function numberOf(text: string): number {
    return noNumber.test(text) ? NaN : Number(text);
  }
}

/** Words in a feature's column are a fault of the table, not a missing number. */
function checkNumbers(name: string, column: number, rows: readonly (readonly string[])[], path: string): void {
  const row = rows.findIndex((cells) => !noNumber.test(cells[column]!) && !Number.isFinite(Number(cells[column])));
  if (row < 0) return;
  throw new SwerveError(
    'invalid-argument',
    `Row ${row + 1}, column '${name}': '${rows[row]![column]!.slice(0, 40)}' is not a number.`,
    path,
    'Write a number there, or nothing.',
  );
}

async function readDocuments(path: string): Promise<ForeignTable> {
  const within = await documentsIn(path);
  const files = within.length > 0 ? within : [path];
  const documents = await Promise.all(
    files.map(async (file) => readEssentiaDocument(await readJson(file), within.length > 0 ? basename(file) : file)),
  );
  const [extractor, other] = new Set(documents.map((document) => document.extractor));
  if (other === undefined) return foreignTable(`essentia:${extractor}`, documents);
  throw new SwerveError(
    'invalid-argument',
    `These are documents of different extractors: '${extractor}' and '${other}'.`,
    path,
    'Numbers of different versions are not comparable: keep them apart.',
  );
}

async function documentsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []); // a file, or nothing: whoever opens it says so
  return names
    .filter((name) => /^[^.].*\.json$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SwerveError('not-found', 'The document could not be read.', path, 'Check the name.', cause);
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SwerveError('invalid-argument', 'This is not JSON.', path, 'Check the file.', cause);
  }
}
