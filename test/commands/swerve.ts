import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The built command line: worker threads are started from what was built. */
export async function swerve(...words: readonly string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await run(process.execPath, ['dist/cli.js', ...words], { cwd: root })) };
  } catch (error) {
    return error as Ended;
  }
}
