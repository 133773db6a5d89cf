import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The built command line, as a shell would start it without colours: worker threads are started from what was built. */
export function swerve(...words: readonly string[]): Promise<Ended> {
  return swerveHearing('', ...words);
}

/** The same with these bytes at its standard input. */
export async function swerveHearing(input: Uint8Array | string, ...words: readonly string[]): Promise<Ended> {
  try {
    const options = { cwd: root, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
    const running = run(process.execPath, ['dist/cli.js', ...words], options);
    running.child.stdin?.end(input);
    return { code: 0, ...(await running) };
  } catch (error) {
    return error as Ended;
  }
}
