import { analysers } from '../analysers/index.js';
import { failureOf } from '../catalogue/failure.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { counted } from '../report/counted.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { openCatalogueReader } from '../store/catalogue-reader.js';
import { openCatalogueStore } from '../store/catalogue-store.js';
import type { ExportFormat } from '../store/export-catalogue.js';
import { checkWritable } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodeOf, exitCodes } from './context.js';

export type GatherCommandOptions = { readonly store: string; readonly export?: ExportFormat };

/** `swerve gather SHARD… --store FILE`: the stores of several scans as one; those that cannot be read are told, and left out. */
export async function gather(
  shards: readonly string[],
  options: GatherCommandOptions,
  { tell, print, signal, style }: Context,
): Promise<ExitCode> {
  await checkWritable(options.store);
  const readable = await withoutFailures(shards, async (shard) => (await openCatalogueReader(shard, [])).close());
  // a store is not begun for what cannot be gathered
  if (readable.length === 0) return exitCodes.nothingReadable;
  const store = await openCatalogueStore(options.store, registerFeatures(analysers));
  try {
    const gathered = await withoutFailures(readable, async (shard) => {
      tell(`${printable(shard)}: ${counted(await store.gather(shard), 'recording')}\n`);
    });
    if (gathered.length > 0 && options.export !== undefined)
      for (const path of await store.export(options.export)) print(`${path}\n`);
    return exitCodeOf(shards.length - gathered.length, shards.length);
  } finally {
    store.close();
  }

  /** Those with which it succeeds, the others told. */
  async function withoutFailures(named: readonly string[], use: (shard: string) => Promise<void>): Promise<string[]> {
    const succeeded: string[] = [];
    for (const shard of named) {
      signal.throwIfAborted();
      try {
        await use(shard);
        succeeded.push(shard);
      } catch (error) {
        if (!(error instanceof SwerveError)) throw error;
        tell(failureText(failureOf(error, shard), style));
      }
    }
    return succeeded;
  }
}
