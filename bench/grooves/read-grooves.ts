import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMidi } from 'midi-file';
import { SwerveError } from '../../src/errors.js';
import { readTable } from '../annotations.js';
import type { Drum, Groove, Stroke } from './groove.js';

/** Silence before the click's first beat, so that an early first stroke is heard. */
const leadSeconds = 0.25;

/** The pads of the kit that the Groove MIDI Dataset was played on, and General MIDI's. */
const drumOfNote: Readonly<Record<number, Drum>> = {
  ...drumOf('kick', [35, 36]),
  ...drumOf('snare', [38, 40]),
  ...drumOf('rim', [37, 39]),
  ...drumOf('lowTom', [41, 43, 45, 58]),
  ...drumOf('highTom', [47, 48, 50]),
  ...drumOf('closedHat', [22, 42, 44]),
  ...drumOf('openHat', [26, 46]),
  ...drumOf('ride', [51, 53, 59]),
  ...drumOf('crash', [49, 52, 55, 57]),
};

/** `info.csv` (file, drummer, style, bpm) and the MIDI files it names. Throws SwerveError. */
export function readGrooves(folder: string): Groove[] {
  return readTable(join(folder, 'info.csv'), ['file', 'drummer', 'style', 'bpm']).map(({ cells, where }) => {
    const bpm = Number(cells.bpm);
    if (!(bpm > 0)) throw malformed(where, `'${cells.bpm}' is not a tempo`);
    const { file, drummer, style } = cells;
    const name = file.replace(/\.midi?$/i, '');
    return { name, drummer, style, bpm, startSeconds: leadSeconds, strokes: readStrokes(join(folder, file)) };
  });
}

/** The strokes of a MIDI file, at the file's own tempo. */
function readStrokes(path: string): Stroke[] {
  let file: ReturnType<typeof parseMidi>;
  try {
    file = parseMidi(readFileSync(path));
  } catch (cause) {
    throw malformed(path, `is not a MIDI file: ${(cause as Error).message}`, cause);
  }
  const ticksPerBeat = file.header.ticksPerBeat ?? 480;
  const strokes: Stroke[] = [];
  let secondsPerTick = 0.5 / ticksPerBeat;
  for (const track of file.tracks) {
    let seconds = leadSeconds;
    for (const event of track) {
      seconds += event.deltaTime * secondsPerTick;
      if (event.type === 'setTempo') secondsPerTick = event.microsecondsPerBeat / 1e6 / ticksPerBeat;
      if (event.type !== 'noteOn' || event.velocity === 0) continue;
      const drum = drumOfNote[event.noteNumber];
      if (drum !== undefined) strokes.push({ seconds, drum, velocity: event.velocity / 127 });
    }
  }
  return strokes.sort((a, b) => a.seconds - b.seconds);
}

function drumOf(drum: Drum, notes: readonly number[]): Record<number, Drum> {
  return Object.fromEntries(notes.map((note) => [note, drum]));
}

function malformed(where: string, what: string, cause?: unknown): SwerveError {
  return new SwerveError('invalid-argument', `${where}: ${what}.`, where, 'Correct it or drop its row.', cause);
}
