import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { Analyse, FoundFile, Scanned } from '../scan.js';
import type { QueueConnection } from './connect-queue.js';
import {
  jobId,
  jobOptions,
  movedOutcome,
  parseOutcome,
  type QueuedRecording,
  queueName,
  tries,
} from './queued-recording.js';
import { nameBelow } from './shared-folder.js';

export type QueueOptions = {
  /** The folder that the workers share, as it is called here. */
  readonly root: string;
  /** Called where nobody takes from the queue. */
  readonly onNoWorkers?: () => void;
};

/** So many are in the queue at once: enough for some hundred processors, and at about 20 kB a result little memory of Redis. */
const mostAhead = 4096;
const pollMilliseconds = 250;

type Waiting = { readonly file: FoundFile; readonly task: QueuedRecording };

/** Has workers on other machines analyse; to be given to `scan`. Outcomes come in the order in which they arrive. */
export function analyseOnQueue({ bullmq, redis }: QueueConnection, { root, onNoWorkers }: QueueOptions): Analyse {
  return async function* analyse(files, { analysers, signal } = {}) {
    const queue = new bullmq.Queue(queueName, { connection: redis, streams: { events: { maxLen: 100 } } });
    // a connection that broke is made again, and commands wait for it
    queue.on('error', () => {});
    const only = analysers === undefined ? {} : { analysers };
    const rest = files[Symbol.iterator]();
    const waiting = new Map<string, Waiting>();
    let told = false;
    try {
      for (;;) {
        const added: Waiting[] = [];
        while (waiting.size < mostAhead) {
          const { value: file } = rest.next();
          if (file === undefined) break;
          const task = { name: nameBelow(root, file.path), ...only };
          waiting.set(jobId(task, file.file), { file, task });
          added.push({ file, task });
        }
        await add(queue, added);
        if (waiting.size === 0) return;
        const ended = (await queue.getRanges(['completed', 'failed'], 0, -1)).filter((id) => waiting.has(id));
        for (const id of ended) {
          const { file, task } = waiting.get(id)!;
          const outcome = await take(queue, id, task);
          if (outcome === undefined) continue;
          waiting.delete(id);
          yield { file, outcome: movedOutcome(outcome, task.name, file.path) };
        }
        if (ended.length > 0) continue;
        // Redis started anew, or another scan took what both had asked for
        if (await isEmpty(queue)) await add(queue, [...waiting.values()]);
        if (!told && (await queue.getWorkersCount()) === 0) {
          told = true;
          onNoWorkers?.();
        }
        await sleep(pollMilliseconds, undefined, signal === undefined ? {} : { signal });
      }
    } finally {
      // what nobody has begun is not wanted any more; what is being analysed ends, and is found by the next scan
      if (redis.status === 'ready') await Promise.all([...waiting.keys()].map((id) => queue.remove(id)));
      await queue.close();
    }
  };
}

async function add(queue: Queue, recordings: readonly Waiting[]): Promise<void> {
  if (recordings.length === 0) return;
  await queue.addBulk(
    recordings.map(({ file, task }) => ({
      name: 'analyse',
      data: task,
      opts: { ...jobOptions, jobId: jobId(task, file.file) },
    })),
  );
}

/** The outcome, taken out of the queue; undefined where another scan has taken it. */
async function take(queue: Queue, id: string, { name }: QueuedRecording): Promise<Scanned | undefined> {
  const job = await queue.getJob(id);
  if (job === undefined) return undefined;
  await queue.remove(id);
  // a worker's failure is a value: a job that failed has lost its worker every time
  if (job.returnvalue != null) return parseOutcome(job.returnvalue, name);
  const what = `The worker that analysed it ended before it was done, ${tries} times.`;
  const remedy = 'Try `swerve analyse` on it alone; a worker also ends where there is too little memory.';
  return { failure: { code: 'internal', what, where: name, remedy } };
}

async function isEmpty(queue: Queue): Promise<boolean> {
  const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'completed', 'failed');
  return Object.values(counts).every((count) => count === 0);
}
