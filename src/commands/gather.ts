import { analysers } from '../analysers/index.js';
import { failureOf } from '../catalogue/failure.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { counted } from '../report/counted.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { openCatalogueStore } from '../store/catalogue-store.js';
import type { ExportFormat } from '../store/export-catalogue.js';
import { checkWritable } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodeOf } from './context.js';

export type GatherCommandOptions = { readonly store: string; readonly export?: ExportFormat };

/** `swerve gather SHARD… --store FILE`: the stores of several scans as one; those that cannot be read are told, and left out. */
export async function gather(
  shards: readonly string[],
  options: GatherCommandOptions,
  { tell, print, signal, style }: Context,
): Promise<ExitCode> {
  await checkWritable(options.store);
  const store = await openCatalogueStore(options.store, registerFeatures(analysers));
  try {
    let failed = 0;
    for (const shard of shards) {
      signal.throwIfAborted();
      try {
        tell(`${printable(shard)}: ${counted(await store.gather(shard), 'recording')}\n`);
      } catch (error) {
        if (!(error instanceof SwerveError)) throw error;
        failed++;
        tell(failureText(failureOf(error, shard), style));
      }
    }
    if (options.export !== undefined && failed < shards.length)
      for (const path of await store.export(options.export)) print(`${path}\n`);
    return exitCodeOf(failed, shards.length);
  } finally {
    store.close();
  }
}
