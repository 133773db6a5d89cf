import { analysers } from '../analysers/index.js';
import { registerFeatures } from '../features/registry.js';
import { counted } from '../report/counted.js';
import { printable } from '../report/printable.js';
import { openCatalogueReader } from '../store/catalogue-reader.js';
import { openCatalogueStore } from '../store/catalogue-store.js';
import type { ExportFormat } from '../store/export-catalogue.js';
import { checkWritable } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

export type GatherCommandOptions = { readonly store: string; readonly export?: ExportFormat };

/** `swerve gather SHARD… --store FILE`: the stores of several scans as one. */
export async function gather(
  shards: readonly string[],
  options: GatherCommandOptions,
  { tell, print, signal }: Context,
): Promise<ExitCode> {
  await checkWritable(options.store);
  // a store is not begun for what cannot be gathered
  for (const shard of shards) (await openCatalogueReader(shard, [])).close();
  const store = await openCatalogueStore(options.store, registerFeatures(analysers));
  try {
    for (const shard of shards) {
      signal.throwIfAborted();
      tell(`${printable(shard)}: ${counted(await store.gather(shard), 'recording')}\n`);
    }
    if (options.export !== undefined) for (const path of await store.export(options.export)) print(`${path}\n`);
    return exitCodes.done;
  } finally {
    store.close();
  }
}
