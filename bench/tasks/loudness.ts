import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openPcm } from '../../src/audio/open-pcm.js';
import { findRecordings } from '../../src/catalogue/find-recordings.js';
import { SwerveError } from '../../src/errors.js';
import { readMusicTracks } from '../annotations.js';
import { hear, heardOutputs, valueOf } from '../hear.js';
import { type FfmpegLoudness, ffmpegLoudness, ffmpegVersion } from '../loudness/ffmpeg-loudness.js';
import { truePeakCases } from '../loudness/true-peak-cases.js';
import { bootstrap } from '../metrics/bootstrap.js';
import { cell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, type TaskContext, withBounds } from './task.js';

/** LUFS and LU that a meter shall show, ±0.1 and ±1. */
type Target = { readonly loudness?: number; readonly range?: number };
type Scored = { readonly name: string; readonly loudness: number; readonly range: number; readonly target: Target };

/** EBU Tech 3341 (2016) table 1 and Tech 3342 (2016) table 1, the two-channel signals with one target for the whole. */
const sequences: Readonly<Record<string, Target>> = {
  '3341-1': { loudness: -23 },
  '3341-2': { loudness: -33 },
  '3341-3': { loudness: -23 },
  '3341-4': { loudness: -23 },
  '3341-5': { loudness: -23 },
  '3341-7': { loudness: -23 },
  '3341-8': { loudness: -23 },
  '3342-1': { range: 10 },
  '3342-2': { range: 5 },
  '3342-3': { range: 20 },
  '3342-4': { range: 15 },
  '3342-5': { range: 5 },
  '3342-6': { range: 15 },
};

const truePeak = 'dynamics.true-peak/peak';
/** Every so many recordings of the music folder are compared with ffmpeg: 40 of 240. */
const comparedEvery = 6;

/**
 * Integrated loudness and loudness range of the EBU sequences and of sines, whose targets are in their names; the true
 * peak of signals made here; and recordings of the folder `music` beside, as ffmpeg measures them.
 */
export const loudness: Task = async (folder, context) => {
  const { print } = context;
  const files = existsSync(folder) ? await findRecordings([folder]) : [];
  if (files.length === 0)
    throw new SwerveError('not-found', `${folder} has no recordings.`, folder, 'Name a folder of EBU test sequences.');
  const scored: Scored[] = [];
  for (const path of files) {
    const name = basename(path);
    const listen = async () => {
      const heard = await hear(path, [heardOutputs.loudness, heardOutputs.loudnessRange]);
      return {
        loudness: valueOf(heard, heardOutputs.loudness) ?? NaN,
        range: valueOf(heard, heardOutputs.loudnessRange) ?? NaN,
      };
    };
    scored.push({
      name,
      target: targetOf(name),
      ...(await attempt(context, name, listen, { loudness: NaN, range: NaN })),
    });
  }
  print(
    'Integrated loudness (EBU Tech 3341 asks for ±0.1 LU) and loudness range (Tech 3342, ±1 LU); no target, no error.',
  );
  const rows = scored.map(({ name, loudness, range, target }) => [
    name,
    cell(loudness, 2),
    cell(target.loudness ?? NaN, 1),
    cell(loudness - (target.loudness ?? NaN), 2),
    cell(range, 2),
    cell(target.range ?? NaN, 1),
    cell(range - (target.range ?? NaN), 2),
  ]);
  print(`\n${table(['file', 'LUFS', 'target', 'error LU', 'LRA', 'target', 'error LU'], rows)}`);
  const withLoudness = scored.filter(({ target }) => target.loudness !== undefined);
  const withRange = scored.filter(({ target }) => target.range !== undefined);
  const peakErrors = await truePeakErrors(context);
  const compared = await compareWithFfmpeg(join(folder, '..', 'music'), context);
  return {
    n: scored.filter(({ target }) => Object.keys(target).length > 0).length,
    ...withBounds({
      worstLu: bootstrap(withLoudness, (sample) => worst(sample.map((one) => one.loudness - one.target.loudness!))),
      worstLra: bootstrap(withRange, (sample) => worst(sample.map((one) => one.range - one.target.range!))),
    }),
    truePeakHighest: Math.max(...peakErrors),
    truePeakLowest: Math.min(...peakErrors),
    ffmpegN: compared.length,
    ...(compared.length === 0
      ? {}
      : withBounds({
          ffmpegWorstLu: bootstrap(compared, (sample) => worst(sample.map(({ loudness }) => loudness))),
          ffmpegWorstLra: bootstrap(compared, (sample) => worst(sample.map(({ range }) => range))),
          ffmpegWorstPeakDb: bootstrap(compared, (sample) => worst(sample.map(({ truePeak }) => truePeak))),
        })),
  };
};

/** Decibels by which each of the cases reads too high. */
async function truePeakErrors({ print }: TaskContext): Promise<number[]> {
  const rows: [name: string, read: number, target: number][] = [];
  for (const { name, samples, target } of truePeakCases()) {
    const heard = await hear(openPcm([samples], { sampleRate: 44100 }), [truePeak]);
    rows.push([name, valueOf(heard, truePeak) ?? NaN, target]);
  }
  print('\nTrue peak of signals made after EBU Tech 3341, cases 15 to 23, which asks for +0.2/-0.4 dB.');
  const cells = rows.map(([name, read, target]) => [name, cell(read, 2), cell(target, 1), cell(read - target, 2)]);
  print(table(['case', 'dBTP', 'target', 'error dB'], cells));
  return rows.map(([, read, target]) => read - target);
}

/** Our readings less ffmpeg's; none where ffmpeg or the recordings are not there. */
async function compareWithFfmpeg(folder: string, { print, note }: TaskContext): Promise<FfmpegLoudness[]> {
  let version: string;
  try {
    version = ffmpegVersion();
  } catch (error) {
    if (!(error instanceof SwerveError)) throw error;
    print('\nffmpeg is not installed: nothing is compared with it.');
    return [];
  }
  if (!existsSync(folder)) {
    print(`\nNo recordings at ${folder} to compare with ffmpeg on.`);
    return [];
  }
  const differences: FfmpegLoudness[] = [];
  const rows: string[][] = [];
  for (const { audioPath, path } of readMusicTracks(folder).filter((_, i) => i % comparedEvery === 0)) {
    const theirs = ffmpegLoudness(audioPath);
    const heard = await hear(audioPath, [heardOutputs.loudness, heardOutputs.loudnessRange, truePeak]);
    const difference = {
      loudness: (valueOf(heard, heardOutputs.loudness) ?? NaN) - theirs.loudness,
      range: (valueOf(heard, heardOutputs.loudnessRange) ?? NaN) - theirs.range,
      truePeak: (valueOf(heard, truePeak) ?? NaN) - theirs.truePeak,
    };
    differences.push(difference);
    rows.push([
      path,
      cell(theirs.loudness, 2),
      ...[difference.loudness, difference.range, difference.truePeak].map((value) => cell(value, 3)),
    ]);
    if (differences.length % 10 === 0) note(`${differences.length} recordings compared with ffmpeg`);
  }
  print(`\n${differences.length} recordings: Swerve less ebur128 of ${version}.`);
  print(table(['recording', 'LUFS', 'LU', 'LRA LU', 'true peak dB'], rows));
  return differences;
}

/** A file such as `seq-3341-7_seq-3342-5-16bit.flac` is two sequences; `..._-20LUFS...` names its own target. */
export function targetOf(name: string): Target {
  const named = /(-\d+(?:\.\d+)?) ?LUFS/i.exec(name);
  const found = [...name.matchAll(/334[12]-\d+/g)].map(([sequence]) => sequences[sequence] ?? {});
  return Object.assign({}, named === null ? {} : { loudness: Number(named[1]) }, ...found) as Target;
}

/** The largest; not measured is infinitely wrong, nothing to measure NaN. */
function worst(errors: readonly number[]): number {
  if (errors.length === 0) return NaN;
  return Math.max(...errors.map((error) => (Number.isNaN(error) ? Infinity : Math.abs(error))));
}
