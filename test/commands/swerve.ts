import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The built command line, as a shell would start it without colours. */
export async function swerve(...words: readonly string[]): Promise<Ended> {
  const options = { cwd: root, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
  try {
    return { code: 0, ...(await run(process.execPath, ['dist/cli.js', ...words], options)) };
  } catch (error) {
    return error as Ended;
  }
}
