import type { Context } from '../../src/commands/context.js';
import { styleFor } from '../../src/report/terminal-style.js';

/** A plain context for a command, and what the command has printed and told in it. */
export function listening() {
  const [printed, told]: [string[], string[]] = [[], []];
  const context: Context = {
    print: (text) => printed.push(text),
    tell: (text) => told.push(text),
    style: styleFor({}, {}),
    interactive: false,
    signal: new AbortController().signal,
  };
  return { context, stdout: () => printed.join(''), stderr: () => told.join('') };
}
