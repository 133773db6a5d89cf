import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { connectQueue } from '../catalogue/queue/connect-queue.js';
import { redisAddress } from '../catalogue/queue/redis-address.js';
import { serveQueue } from '../catalogue/queue/serve-queue.js';
import { SwerveError } from '../errors.js';
import { counted } from '../report/counted.js';
import { printable } from '../report/printable.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { workersOf } from './workers-of.js';

export type WorkerCommandOptions = { readonly queue: string; readonly root?: string; readonly workers?: string };

/** `swerve worker --queue redis://…`: analyses what scans on other machines ask for, until it is interrupted. */
export async function worker(options: WorkerCommandOptions, context: Context): Promise<ExitCode> {
  const { tell, style, signal } = context;
  const threads = workersOf(options.workers) ?? availableParallelism();
  const address = redisAddress(options.queue);
  const root = resolve(options.root ?? '.');
  if (!(await stat(root).catch(() => undefined))?.isDirectory())
    throw new SwerveError('not-found', 'This is no folder.', root, 'Name the folder of the recordings with --root.');
  const connection = await connectQueue(address);
  try {
    tell(`${counted(threads, 'thread')} for ${address.shown}, reading below ${printable(root)}; Ctrl-C ends it\n`);
    let done = 0;
    await serveQueue(connection, {
      root,
      threads,
      signal,
      onDone: () => void done++,
      onTrouble: (message) => tell(`${style.warning('queue')}: ${printable(message)}\n`),
    });
    tell(`${counted(done, 'recording')} done\n`);
  } finally {
    connection.close();
  }
  return exitCodes.interrupted;
}
