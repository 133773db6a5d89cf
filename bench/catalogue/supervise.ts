import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export type Supervised = {
  /** How often one was killed. */
  readonly deaths: () => number;
  /** Kills one, which another follows. */
  killOne(): void;
  /** Interrupts all and waits for their ends. */
  stop(): Promise<void>;
};

/** Keeps so many processes of the same command running: who is killed is followed by another. */
export function supervise(count: number, words: readonly string[]): Supervised {
  const running = new Set<ChildProcess>();
  let deaths = 0;
  let stopping = false;
  const start = () => {
    const child = spawn(process.execPath, words, { stdio: 'ignore' });
    running.add(child);
    child.once('exit', (_, signal) => {
      running.delete(child);
      if (signal === 'SIGKILL') deaths++;
      if (!stopping) start();
    });
  };
  for (let k = 0; k < count; k++) start();
  return {
    deaths: () => deaths,
    killOne() {
      for (const child of running) {
        child.kill('SIGKILL');
        return;
      }
    },
    async stop() {
      stopping = true;
      await Promise.all(
        [...running].map((child) => {
          child.kill('SIGINT');
          return once(child, 'exit');
        }),
      );
    },
  };
}
