import { Piscina } from 'piscina';
import type { Outcome, Task } from './analyse-worker.js';

/** Threads that analyse recordings, as many at once as they are; destroy it when all is done. */
export function createAnalysisPool(threads: number): Piscina<Task, Outcome> {
  return new Piscina<Task, Outcome>({
    filename: new URL('./analyse-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
}
