import { parseArgs } from 'node:util';
import { SwerveError } from '../src/errors.js';
import { beats } from './tasks/beats.js';
import { calibration } from './tasks/calibration.js';
import { codec } from './tasks/codec.js';
import { compare } from './tasks/compare.js';
import { drums } from './tasks/drums.js';
import { grooves } from './tasks/grooves.js';
import { harmony } from './tasks/harmony.js';
import { key } from './tasks/key.js';
import { lines } from './tasks/lines.js';
import { loudness } from './tasks/loudness.js';
import { makam } from './tasks/makam.js';
import { manipulation } from './tasks/manipulation.js';
import { medleys } from './tasks/medleys.js';
import { melody } from './tasks/melody.js';
import { signature } from './tasks/signature.js';
import { singing } from './tasks/singing.js';
import { structure } from './tasks/structure.js';
import type { Task, TaskContext } from './tasks/task.js';
import { temperament } from './tasks/temperament.js';
import { transposition } from './tasks/transposition.js';

/** Each task and the folder of `../shared/data` it reads unless told; none where it renders what it hears. */
const tasks: Readonly<Record<string, readonly [task: Task, folder?: string]>> = {
  beats: [beats, 'beats'],
  key: [key, 'beats'],
  harmony: [harmony],
  temperament: [temperament],
  makam: [makam, 'makam'],
  transposition: [transposition, '.'],
  drums: [drums, 'drums'],
  grooves: [grooves, 'midi/groove'],
  singing: [singing, 'singing'],
  lines: [lines, '.'],
  melody: [melody],
  loudness: [loudness, 'loudness'],
  structure: [structure],
  medleys: [medleys, 'music'],
  manipulation: [manipulation, 'music'],
  calibration: [calibration, 'music'],
  codec: [codec, 'music'],
  compare: [compare, 'music'],
  signature: [signature, 'corpora'],
};

const listed = Object.entries(tasks).map(([name, [, folder]]) => `${name} (${folder ?? 'renders its own'})`);

export const usage = `usage: npm run accuracy -- TASK [FOLDER] [--against embedded]
  TASK    ${listed.join(', ')}
  FOLDER  laid out as the folder of ../shared/data in brackets, which is the default
  --against embedded   calibration only: score the folder's tracks against the embedded profiles`;

/** Runs one task: tables, then one line of JSON. Returns the exit code: 0 done, 2 a task or folder that is none. */
export async function runAccuracy(
  commandLine: readonly string[],
  context: Omit<TaskContext, 'against'>,
): Promise<0 | 2> {
  try {
    const { task, folder, against } = parse(commandLine);
    const metrics = await task(folder, { ...context, against });
    context.print(JSON.stringify(metrics));
    return 0;
  } catch (error) {
    if (!(error instanceof SwerveError)) throw error;
    context.note(`${error.message} ${error.remedy}`);
    return 2;
  }
}

type Request = { readonly task: Task; readonly folder: string; readonly against: TaskContext['against'] };

function parse(commandLine: readonly string[]): Request {
  const { values, positionals } = split(commandLine);
  const [name, folder, ...rest] = positionals;
  if (name === undefined) throw refuse('Name a task.', 'task');
  if (!Object.hasOwn(tasks, name)) throw refuse(`There is no task '${name}'.`, name);
  if (rest.length > 0) throw refuse(`One folder at a time, not also ${rest.join(' ')}.`, rest[0]!);
  const { against } = values;
  if (against !== undefined && against !== 'embedded') throw refuse(`--against '${against}' is not embedded.`, against);
  if (against !== undefined && name !== 'calibration') throw refuse('--against goes with calibration.', name);
  const [task, usualFolder] = tasks[name]!;
  if (usualFolder === undefined && folder !== undefined) throw refuse(`${name} renders what it hears.`, folder);
  return {
    task,
    folder: folder ?? `../shared/data/${usualFolder ?? ''}`,
    against: against === undefined ? 'itself' : 'embedded',
  };
}

function split(commandLine: readonly string[]) {
  try {
    return parseArgs({ args: [...commandLine], options: { against: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw refuse((error as Error).message, 'command line');
  }
}

function refuse(what: string, where: string): SwerveError {
  return new SwerveError('invalid-argument', what, where, `\n${usage}`);
}
