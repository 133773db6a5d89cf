import { proxy, type Remote, wrap } from 'comlink';
import type { Engine, OnProgress } from './engine.js';

/** The engine in its worker. */
export type EngineClient = {
  /** Runs a task; undefined where it was stopped. */
  run<Result>(task: (engine: Remote<Engine>, onProgress: OnProgress) => Promise<Result>): Promise<Result | undefined>;
  /** Ends whatever runs, by ending the worker; the next task has a new one. */
  stop(): void;
  /** Ends the worker for good. */
  end(): void;
};

export function createEngineClient(onProgress: OnProgress): EngineClient {
  let { worker, engine } = start();
  let stopRunning = () => {};
  return {
    run(task) {
      const stopped = new Promise<undefined>((resolve) => {
        stopRunning = () => resolve(undefined);
      });
      return Promise.race([task(engine, proxy(onProgress)), stopped]);
    },
    stop() {
      worker.terminate();
      ({ worker, engine } = start());
      stopRunning();
    },
    end: () => worker.terminate(),
  };
}

function start() {
  const worker = new Worker('engine-worker.js', { type: 'module' });
  return { worker, engine: wrap<Engine>(worker) };
}
