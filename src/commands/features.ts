import { analysers } from '../analysers/index.js';
import { registerFeatures } from '../features/registry.js';
import { measurementNoise } from '../profiles/measurement.js';
import { featureTable } from '../report/feature-table.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** `swerve features`: the registry, with how far each feature shifts under changes that are not musical. */
export function features(options: { readonly json?: boolean }, context: Context): ExitCode {
  const registered = registerFeatures(analysers).map((feature) => ({
    ...feature,
    measurementNoise: measurementNoise[feature.id],
  }));
  if (options.json) for (const feature of registered) context.print(`${JSON.stringify(feature)}\n`);
  else context.print(featureTable(registered, context.style));
  return exitCodes.done;
}
