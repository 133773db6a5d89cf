import { analysers } from '../analysers/index.js';
import { registerFeatures } from '../features/registry.js';
import { featureTable } from '../report/feature-table.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** `swerve features`: the registry. */
export function features(options: { readonly json?: boolean }, context: Context): ExitCode {
  const registered = registerFeatures(analysers);
  if (options.json) for (const feature of registered) context.print(`${JSON.stringify(feature)}\n`);
  else context.print(featureTable(registered, context.style));
  return exitCodes.done;
}
