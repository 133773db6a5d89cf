import { analysers as ours } from '../analysers/index.js';
import { analyserTable } from '../report/analyser-table.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** `swerve analysers`: what listens, what it reads and what it gives. */
export function analysers(options: { readonly json?: boolean }, context: Context): ExitCode {
  if (options.json) for (const analyser of ours) context.print(`${JSON.stringify(analyser)}\n`);
  else context.print(analyserTable(ours, context.style));
  return exitCodes.done;
}
