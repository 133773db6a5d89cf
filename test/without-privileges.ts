import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const dist = pathToFileURL(resolve(import.meta.dirname, '../dist/')).href;

// rights are given up only after the module is there, which may lie where root alone can read
const script = `
const [module, name, words] = process.argv.slice(1);
const call = (await import(module))[name];
if (process.getuid?.() === 0) {
  process.setgroups([]);
  process.setgid(65534);
  process.setuid(65534);
}
const outcome = await call(...JSON.parse(words)).then(
  (value) => ({ value }),
  ({ code, message }) => ({ code, message }),
);
console.log(JSON.stringify(outcome));`;

/** What a function of the built package gives, or is refused with, for a user to whom permissions apply: to root they do not. */
export async function withoutPrivileges(module: string, name: string, ...words: readonly unknown[]): Promise<unknown> {
  const asked = ['--input-type=module', '-e', script, `${dist}/${module}`, name, JSON.stringify(words)];
  return JSON.parse((await run(process.execPath, asked)).stdout);
}
