import { Piscina } from 'piscina';
import type { Outcome, Task } from './analyse-worker.js';
import { createDecodingCount, createStandstill } from './count-decoding.js';

/** Threads that analyse recordings, as many at once as they are; destroy it when all is done. */
export type AnalysisPool = {
  /** A recording whose decoder stands still is a failure, and its thread makes room for another. Rejects where the signal or the thread ends. */
  run(task: Task, signal?: AbortSignal): Promise<Outcome>;
  destroy(): Promise<void>;
};

/** So long may a decoder take for a block of about a second, a network drive's pauses included. */
const patience = 60;

export function createAnalysisPool(threads: number, patienceSeconds = patience): AnalysisPool {
  const pool = new Piscina<Task, Outcome>({
    filename: new URL('./analyse-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    async run(task, signal) {
      const decoding = createDecodingCount();
      const standstill = createStandstill(decoding);
      const ending = new AbortController();
      const end = () => ending.abort();
      signal?.addEventListener('abort', end);
      if (signal?.aborted) end();
      let stood = false;
      // beats are counted, not seconds: none falls while the whole process is stopped or the machine asleep
      const beat = setInterval(() => {
        stood ||= standstill() >= patienceSeconds;
        if (stood) end();
      }, 1000);
      try {
        return await pool.run({ ...task, decoding }, { signal: ending.signal });
      } catch (error) {
        if (!stood) throw error;
        return { failure: standstillFailure(task.file, patienceSeconds) };
      } finally {
        clearInterval(beat);
        signal?.removeEventListener('abort', end);
      }
    },
    destroy: () => pool.destroy(),
  };
}

function standstillFailure(file: string, seconds: number) {
  return {
    code: 'no-progress',
    what: `It could not be read: it made no progress for ${seconds} s.`,
    where: file,
    remedy: 'Try again if it lies on a network drive; else convert it to WAV or FLAC.',
  } as const;
}
