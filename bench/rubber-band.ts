import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openFile } from '../src/sources/file.js';
import type { OnsetMove } from '../src/whatif/move-onsets.js';
import { collect, ffmpeg, interleave, rawFormat } from './changes.js';
import type { Sound } from './sound.js';

const run = promisify(execFile);
const rate = 44100;
/** About an onset so much is moved as it is, neither stretched nor pressed: its attack. */
const attackFromSeconds = -0.01;
const attackToSeconds = 0.03;

/** Such as '3.1.2'; undefined where it is not installed (Debian: apt-get install rubberband-cli). */
export async function rubberBandVersion(): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run('rubberband', ['--version']);
    return /[0-9][0-9.]*/.exec(stdout + stderr)?.[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The onsets moved by the Rubber Band command (its fast engine: the finer one takes ten times as long): what lies between two attacks is stretched evenly. */
export async function warpedByRubberBand(sound: Sound, moves: readonly OnsetMove[]): Promise<Sound> {
  const length = sound[0]!.length;
  const map = timeMap(moves, length).map((frames) => `${frames.join(' ')}\n`);
  return throughRubberBand(sound, (mapPath) => {
    writeFileSync(mapPath, map.join(''));
    return ['--fast', '--centre-focus', '--time', '1', '--timemap', mapPath];
  });
}

/** Higher by so many semitones at its own tempo, by the finer engine of the Rubber Band command; partials and formants alike. */
export async function transposedByRubberBand(sound: Sound, semitones: number): Promise<Sound> {
  return throughRubberBand(sound, () => ['--fine', '--pitch', `${semitones}`]);
}

/** `optionsOf` is told of a place where it may write a file. */
async function throughRubberBand(sound: Sound, optionsOf: (path: string) => readonly string[]): Promise<Sound> {
  const folder = mkdtempSync(join(tmpdir(), 'swerve-rubber-band-'));
  const [before, after, extra] = ['before.wav', 'after.wav', 'extra.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  try {
    await ffmpeg([...rawFormat(sound), '-i', '-', '-c:a', 'pcm_f32le', before], interleave(sound));
    await run('rubberband', ['--quiet', ...optionsOf(extra), before, after]);
    return (await collect(await openFile(after))).map((channel) => channel.subarray(0, sound[0]!.length));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Frames of the source and where they come to, both rising; an onset too near the one before goes along with it. */
function timeMap(moves: readonly OnsetMove[], length: number): [from: number, to: number][] {
  const frames: [number, number][] = [[0, 0]];
  const last = length - 1;
  for (const { seconds, toSeconds } of moves) {
    const [first, second] = [attackFromSeconds, attackToSeconds].map((lead): [number, number] => [
      Math.round((seconds + lead) * rate),
      Math.round((toSeconds + lead) * rate),
    ]) as [[number, number], [number, number]];
    const before = frames.at(-1)!;
    if ([0, 1].every((side) => first[side]! > before[side]! && second[side]! < last)) frames.push(first, second);
  }
  return [...frames, [last, last]];
}
