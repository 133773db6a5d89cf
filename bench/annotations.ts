import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SwerveError } from '../src/errors.js';
import type { Note } from './metrics/melody-notes.js';

/** `position` counts in the bar, 1 on the downbeat. */
export type Beat = { readonly seconds: number; readonly position: number | undefined };

export type BeatClip = {
  readonly clip: string;
  readonly audioPath: string;
  readonly genre: string;
  readonly bpm: number | undefined;
  /** Such as 'F# minor'; undefined where there is none or it changes. */
  readonly key: string | undefined;
  /** Undefined where the clip has no .beats file. */
  readonly beats: readonly Beat[] | undefined;
};

export type DrumRecording = {
  readonly name: string;
  /** Such as 'drum-only' or 'full-mix'. */
  readonly kind: string;
  readonly audioPath: string;
  readonly strokes: readonly { readonly seconds: number; readonly drum: string }[];
  readonly beats: readonly Beat[] | undefined;
};

export type SungRecording = { readonly name: string; readonly audioPath: string; readonly notes: readonly Note[] };

export type MusicTrack = {
  readonly audioPath: string;
  /** As in tracks.csv, relative to the folder. */
  readonly path: string;
  readonly genre: string;
  readonly artist: string;
  readonly album: string;
  readonly title: string;
  readonly year: number | undefined;
};

/** `clips.csv` (clip, genre, bpm, key), and for each clip its audio and `CLIP.beats` (seconds, position in the bar). */
export function readBeatClips(folder: string): BeatClip[] {
  return readTable(join(folder, 'clips.csv'), ['clip', 'genre', 'bpm', 'key']).map(({ cells, where }) => ({
    clip: cells.clip,
    audioPath: audioOf(folder, cells.clip, where),
    genre: cells.genre,
    bpm: cells.bpm === '' ? undefined : numberFrom(cells.bpm, where),
    key: cells.key === '' ? undefined : cells.key,
    beats: readBeats(join(folder, `${cells.clip}.beats`)),
  }));
}

/** Each audio file `NAME.KIND.*` with the `NAME.class.txt` (seconds, drum) and `NAME.beats.txt` of its name. */
export function readDrumRecordings(folder: string): DrumRecording[] {
  return annotated(folder, '.class.txt').flatMap((name) => {
    const path = join(folder, `${name}.class.txt`);
    const strokes = readRows(path, 2).map(({ cells, where }) => ({
      seconds: numberFrom(cells[0]!, where),
      drum: cells[1]!,
    }));
    const beats = readBeats(join(folder, `${name}.beats.txt`));
    const kinds = list(folder).flatMap((file) => {
      const kind = file.startsWith(`${name}.`) ? /^([^.]+)\.[^.]+$/.exec(file.slice(name.length + 1))?.[1] : undefined;
      return kind === undefined || isAnnotation(file) ? [] : [{ kind, audioPath: join(folder, file) }];
    });
    if (kinds.length === 0) throw unfound(path, 'has no audio beside it', `Put ${name}.KIND.flac into the folder.`);
    return kinds.map(({ kind, audioPath }) => ({ name, kind, audioPath, strokes: inOrder(strokes), beats }));
  });
}

/** Each `NAME.txt` (onset s, offset s, MIDI pitch) with the audio of its name. */
export function readSungRecordings(folder: string): SungRecording[] {
  return annotated(folder, '.txt').map((name) => {
    const path = join(folder, `${name}.txt`);
    const notes = readRows(path, 3).map(({ cells, where }) => {
      const [onsetSeconds, offsetSeconds, midi] = cells.slice(0, 3).map((cell) => numberFrom(cell, where));
      if (!(offsetSeconds! > onsetSeconds!)) throw malformed(where, 'a note ends before it begins');
      return { onsetSeconds: onsetSeconds!, offsetSeconds: offsetSeconds!, midi: midi! };
    });
    return { name, audioPath: audioOf(folder, name, path), notes };
  });
}

/** `tracks.csv` (path, genre, artist, album, title, year). */
export function readMusicTracks(folder: string): MusicTrack[] {
  const columns = ['path', 'genre', 'artist', 'album', 'title', 'year'] as const;
  return readTable(join(folder, 'tracks.csv'), columns).map(({ cells, where }) => {
    const audioPath = join(folder, cells.path);
    if (!existsSync(audioPath))
      throw unfound(where, `names ${cells.path}, which is not there`, 'Add it or drop the row.');
    return { ...cells, audioPath, year: cells.year === '' ? undefined : numberFrom(cells.year, where) };
  });
}

function readBeats(path: string): Beat[] | undefined {
  if (!existsSync(path)) return undefined;
  const beats = readRows(path, 1).map(({ cells, where }) => ({
    seconds: numberFrom(cells[0]!, where),
    position: cells[1] === undefined ? undefined : numberFrom(cells[1], where),
  }));
  return inOrder(beats);
}

/** Cells between white space; blank lines and those that begin with # are left out. */
function readRows(path: string, minimumCells: number): { cells: string[]; where: string }[] {
  return read(path)
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ cells: line.split(/\s+/).filter((cell) => cell !== ''), where: `${path}:${i + 1}` }))
    .filter(({ cells }) => cells.length > 0 && !cells[0]!.startsWith('#'))
    .map((row) => {
      if (row.cells.length < minimumCells)
        throw malformed(row.where, `has ${row.cells.length} of ${minimumCells} columns`);
      return row;
    });
}

type TableRow = { readonly record: Record<string, string>; readonly info: { readonly lines: number } };

/** The rows of a CSV file with at least these columns. Throws SwerveError. */
export function readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): { cells: Record<Column, string>; where: string }[] {
  let rows: TableRow[];
  try {
    rows = parse<TableRow>(read(path), { columns: true, trim: true, skip_empty_lines: true, info: true });
  } catch (cause) {
    if (cause instanceof SwerveError) throw cause;
    const { message, lines } = cause as { message: string; lines?: number };
    throw malformed(`${path}:${lines ?? 1}`, message, cause);
  }
  if (rows.length === 0) throw malformed(`${path}:1`, 'has no rows');
  const absent = columns.filter((column) => !(column in rows[0]!.record));
  if (absent.length > 0) throw malformed(`${path}:1`, `lacks the column ${absent.join(', ')}`);
  return rows.map(({ record, info }) => ({ cells: record as Record<Column, string>, where: `${path}:${info.lines}` }));
}

function read(path: string): string {
  if (!existsSync(path)) throw unfound(path, 'is not there', 'Name a folder of the documented layout.');
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

function list(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw unfound(folder, 'is not a folder', 'Name a folder of the documented layout.');
  return readdirSync(folder).sort();
}

function annotated(folder: string, ending: string): string[] {
  const names = list(folder).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));
  if (names.length === 0) throw unfound(folder, `has no *${ending} file`, 'Name a folder of the documented layout.');
  return names;
}

function isAnnotation(file: string): boolean {
  return /\.(txt|beats|csv|md)$/.test(file);
}

function audioOf(folder: string, name: string, where: string): string {
  const file = list(folder).find(
    (file) => file.startsWith(`${name}.`) && !file.slice(name.length + 1).includes('.') && !isAnnotation(file),
  );
  if (file === undefined)
    throw unfound(where, `names ${name}, which has no audio`, `Put ${name}.flac into the folder.`);
  return join(folder, file);
}

/** The order of lines says nothing. */
function inOrder<T extends { readonly seconds: number }>(events: readonly T[]): T[] {
  return events.toSorted((a, b) => a.seconds - b.seconds);
}

function numberFrom(cell: string, where: string): number {
  const value = Number(cell);
  if (cell.trim() === '' || !Number.isFinite(value)) throw malformed(where, `'${cell}' is not a number`);
  return value;
}

function malformed(where: string, what: string, cause?: unknown): SwerveError {
  return new SwerveError('invalid-argument', `${where}: ${what}.`, where, 'Correct the line.', cause);
}

function unfound(where: string, what: string, remedy: string): SwerveError {
  return new SwerveError('not-found', `${where}: ${what}.`, where, remedy);
}
