import { resolve } from 'node:path';
import { analysers } from '../analysers/index.js';
import { expandNames } from '../catalogue/expand-names.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { analyseOnQueue } from '../catalogue/queue/analyse-on-queue.js';
import { connectQueue } from '../catalogue/queue/connect-queue.js';
import { redisAddress } from '../catalogue/queue/redis-address.js';
import { nameBelow } from '../catalogue/queue/shared-folder.js';
import { readProfile } from '../catalogue/read-profile.js';
import { type Analyse, analyseHere, type ScanResult, scan as scanRecordings } from '../catalogue/scan.js';
import { scoreCatalogue } from '../catalogue/score-catalogue.js';
import { isOfShard, parseShard } from '../catalogue/shard.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { counted } from '../report/counted.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { scanProgress } from '../report/scan-progress.js';
import { type CatalogueStore, openCatalogueStore } from '../store/catalogue-store.js';
import type { ExportFormat } from '../store/export-catalogue.js';
import { checkWritable } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodeOf, exitCodes } from './context.js';
import { workersOf } from './workers-of.js';

export type ScanCommandOptions = {
  readonly store: string;
  readonly workers?: string;
  readonly profile?: string;
  readonly shard?: string;
  readonly queue?: string;
  readonly root?: string;
  readonly export?: ExportFormat;
};

/** `swerve scan PATH… --store FILE`: every excerpt of a catalogue as a row of a DuckDB file; what is there already is not analysed again. */
export async function scan(names: readonly string[], options: ScanCommandOptions, context: Context): Promise<ExitCode> {
  const { tell, print, style } = context;
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile);
  const found = await findRecordings(await expandNames(names));
  if (found.length === 0) {
    tell(`${style.warning('nothing to read')}: no recordings in ${names.map(printable).join(', ')}\n`);
    return exitCodes.nothingReadable;
  }
  // none where a shard is empty: its store is made all the same, to be gathered
  const files = shard === undefined ? found : found.filter((path) => isOfShard(path, shard));
  await checkWritable(options.store);
  const { analyse, close } = await analysisOf(files, options, context);
  try {
    const store = await openCatalogueStore(options.store, registerFeatures(analysers));
    try {
      const { recordings, analysed, failed } = await scanInto(store, files, analyse, context);
      tell(
        `${printable(options.store)}: ${counted(recordings, 'recording')}, ${analysed} of them analysed now, ${failed} could not be read\n`,
      );
      if (profile !== undefined) {
        const { scored, notScored } = await scoreCatalogue(files, store, profile, context.signal);
        const rest = notScored === 0 ? '' : `, ${notScored} could not be (not_scored says why)`;
        tell(`${scored} of them compared with ${printable(profile.name)} now${rest}\n`);
      }
      if (options.export !== undefined) for (const path of await store.export(options.export)) print(`${path}\n`);
      return exitCodeOf(failed, recordings);
    } catch (error) {
      if (context.signal.aborted)
        tell(`${style.warning('interrupted')}: what was analysed is kept; the same command goes on from there\n`);
      throw error;
    } finally {
      store.close();
    }
  } finally {
    close();
  }
}

async function scanInto(
  store: CatalogueStore,
  files: readonly string[],
  analyse: Analyse,
  { tell, style, interactive, signal }: Context,
): Promise<ScanResult> {
  const start = performance.now();
  const clear = interactive ? () => tell('\r\u001b[K') : () => {};
  const result = await scanRecordings(files, store, {
    signal,
    analyse,
    onProgress({ done, of }) {
      clear();
      if (interactive && of > 0) tell(scanProgress(done, of, (performance.now() - start) / 1000));
    },
    onFailure(failure) {
      clear();
      tell(failureText(failure, style));
    },
  });
  clear();
  return result;
}

/** Who analyses: threads here, or workers that take from a queue. */
async function analysisOf(
  files: readonly string[],
  { workers, queue, root = '.' }: ScanCommandOptions,
  { tell, style }: Context,
): Promise<{ readonly analyse: Analyse; close(): void }> {
  if (queue === undefined) return { analyse: analyseHere(workersOf(workers)), close() {} };
  if (workers !== undefined)
    throw new SwerveError(
      'invalid-argument',
      'With a queue this command analyses nothing itself.',
      '--workers',
      'Give it to `swerve worker`.',
    );
  const address = redisAddress(queue);
  const folder = resolve(root);
  for (const file of files) nameBelow(folder, resolve(file));
  const connection = await connectQueue(address);
  const onNoWorkers = () =>
    tell(
      `${style.warning('waiting')}: no worker of this version takes from ${address.shown}; \`swerve worker --queue …\` starts one\n`,
    );
  return { analyse: analyseOnQueue(connection, { root: folder, onNoWorkers }), close: connection.close };
}
