import { availableParallelism } from 'node:os';
import type { Outcome, Task } from './analyse-worker.js';
import analyseInWorker from './analyse-worker.js';
import { createAnalysisPool } from './analysis-pool.js';
import { failureOf } from './failure.js';

export type ManyOptions = Pick<Task, 'analysers' | 'hash' | 'portrait'> & {
  readonly workers?: number;
  readonly signal?: AbortSignal;
};

/** Analyses files ('-' is standard input) on worker threads and yields the outcomes in the order of the files; a bad file is a value, never an end. */
export async function* analyseMany(
  files: readonly string[],
  options: ManyOptions = {},
): AsyncGenerator<Outcome & { readonly file: string }> {
  const { signal, workers: wanted = availableParallelism(), ...asked } = options;
  const workers = Math.min(files.length, wanted);
  if (workers <= 1) {
    for (const file of files) {
      const outcome = await analyseInWorker({ file, ...asked }, signal);
      signal?.throwIfAborted();
      yield { file, ...outcome };
    }
    return;
  }
  const pool = createAnalysisPool(workers);
  try {
    const ahead: Promise<Outcome>[] = [];
    const start = (file: string) => {
      // a worker has no standard input of its own
      const outcome = file === '-' ? analyseInWorker({ file, ...asked }, signal) : pool.run({ file, ...asked }, signal);
      ahead.push(outcome.catch((error: unknown) => ({ failure: failureOf(error, file) })));
    };
    // a few files ahead of the one that is waited for: enough to keep the workers busy, not to fill the memory
    const lead = 2 * workers;
    for (const file of files.slice(0, lead)) start(file);
    for (const [place, file] of files.entries()) {
      const outcome = await ahead.shift()!;
      signal?.throwIfAborted();
      const next = files[place + lead];
      if (next !== undefined) start(next);
      yield { file, ...outcome };
    }
  } finally {
    await pool.destroy();
  }
}
