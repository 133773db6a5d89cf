import { analysers } from '../analysers/index.js';
import { expandNames } from '../catalogue/expand-names.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { scan as scanRecordings } from '../catalogue/scan.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { scanProgress } from '../report/scan-progress.js';
import { openCatalogueStore } from '../store/catalogue-store.js';
import type { ExportFormat } from '../store/export-catalogue.js';
import { checkWritable } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

export type ScanCommandOptions = {
  readonly store: string;
  readonly workers?: string;
  readonly export?: ExportFormat;
};

/** `swerve scan PATH… --store FILE`: every excerpt of a catalogue as a row of a DuckDB file; what is there already is not analysed again. */
export async function scan(names: readonly string[], options: ScanCommandOptions, context: Context): Promise<ExitCode> {
  const { tell, print, style, interactive, signal } = context;
  const workers = workersOf(options.workers);
  const files = await findRecordings(await expandNames(names));
  if (files.length === 0) {
    tell(`${style.warning('nothing to read')}: no recordings in ${names.map(printable).join(', ')}\n`);
    return exitCodes.nothingReadable;
  }
  await checkWritable(options.store);
  const store = await openCatalogueStore(options.store, registerFeatures(analysers));
  try {
    const start = performance.now();
    const clear = interactive ? () => tell('\r\u001b[K') : () => {};
    const { recordings, analysed, failed } = await scanRecordings(files, store, {
      signal,
      ...(workers === undefined ? {} : { workers }),
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
    tell(
      `${printable(options.store)}: ${recordings} recordings, ${analysed} of them analysed now, ${failed} could not be read\n`,
    );
    if (options.export !== undefined) for (const path of await store.export(options.export)) print(`${path}\n`);
    if (failed === 0) return exitCodes.done;
    return failed === recordings ? exitCodes.nothingReadable : exitCodes.someFailed;
  } finally {
    store.close();
  }
}

/** Throws SwerveError 'invalid-argument'. */
function workersOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const workers = Number(text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= 256) return workers;
  throw new SwerveError('invalid-argument', `'${text}' is no number of workers.`, '--workers', 'Give 1 to 256.');
}
