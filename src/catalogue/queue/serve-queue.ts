import { once } from 'node:events';
import type { Job } from 'bullmq';
import { createAnalysisPool } from '../analysis-pool.js';
import { failureOf, mendable } from '../failure.js';
import type { Scanned } from '../scan.js';
import type { QueueConnection } from './connect-queue.js';
import { movedOutcome, parseTask, type QueuedRecording, queueName, tries } from './queued-recording.js';
import { pathBelow } from './shared-folder.js';

export type ServeOptions = {
  /** Nothing outside of it is read. */
  readonly root: string;
  readonly threads: number;
  /** Ends it: what is being analysed goes back into the queue. */
  readonly signal: AbortSignal;
  /** After this time without a sign of life a worker is taken for dead, and others do its work. */
  readonly lifeSignMilliseconds?: number;
  readonly onDone?: () => void;
  /** The connection, in words. */
  readonly onTrouble?: (message: string) => void;
};

const retried: readonly string[] = [...mendable, 'internal'];

/** Analyses what is in the queue, until the signal. */
export async function serveQueue({ bullmq, redis }: QueueConnection, options: ServeOptions): Promise<void> {
  const { root, threads, signal, lifeSignMilliseconds = 8000, onDone, onTrouble } = options;
  // always in threads, even one: this thread has signs of life to give
  const pool = createAnalysisPool(threads);
  const worker = new bullmq.Worker<unknown, Scanned>(queueName, analyse, {
    connection: redis,
    concurrency: threads,
    lockDuration: lifeSignMilliseconds,
    stalledInterval: lifeSignMilliseconds / 2,
    maxStalledCount: tries - 1,
  });
  let trouble = '';
  worker.on('ready', () => {
    trouble = '';
  });
  worker.on('error', ({ message }) => {
    // told once, not at every new attempt
    if (message !== trouble) onTrouble?.(message);
    trouble = message;
  });
  if (!signal.aborted) await once(signal, 'abort');
  await worker.close();
  await pool.destroy();

  async function analyse(job: Job<unknown, Scanned>, token?: string): Promise<Scanned> {
    const task = parseTask(job.data);
    // of something else than a scan: it is set aside at once
    if (task === undefined) throw new bullmq.UnrecoverableError('This is no task of a scan.');
    const outcome = await outcomeOf(task);
    if (signal.aborted) {
      await job.moveToWait(token);
      throw new bullmq.WaitingError();
    }
    const isLast = job.attemptsMade + 1 >= tries;
    if ('failure' in outcome && retried.includes(outcome.failure.code) && !isLast)
      throw new Error(outcome.failure.what);
    onDone?.();
    return outcome;
  }

  async function outcomeOf({ name, ...only }: QueuedRecording): Promise<Scanned> {
    try {
      const file = await pathBelow(root, name);
      const outcome = await pool.run({ file, hash: true, ...only }, signal);
      return 'failure' in outcome ? movedOutcome(outcome, file, name) : outcome;
    } catch (error) {
      return { failure: failureOf(error, name) };
    }
  }
}
