import { SwerveError } from '../../src/errors.js';
import type { TaskContext } from './task.js';

/** Not the recording's fault: there is nothing to measure with. */
const unmeasurable = new Set(['missing-package', 'invalid-analyser']);

/** What `listen` hears in one recording, or `nothing`, with a note, where it fails: a failure counts as not found. */
export async function attempt<T>(
  { note }: Pick<TaskContext, 'note'>,
  name: string,
  listen: () => Promise<T>,
  nothing: T,
): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    if (error instanceof SwerveError && unmeasurable.has(error.code)) throw error;
    note(`${name}: ${(error as Error).message} It counts as nothing found.`);
    return nothing;
  }
}
