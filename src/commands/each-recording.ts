import { analyseMany, type ManyOptions } from '../catalogue/analyse-many.js';
import { type Failure, failureOf } from '../catalogue/failure.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { isCannotWrite } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { TrackPortrait } from '../features/track-portrait.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { type Context, type ExitCode, exitCodeOf, exitCodes } from './context.js';

/**
 * Analyses what is named on the command line and hands over each recording in turn; what fails is told and does not
 * stop the rest; an output that cannot be written does. The exit code says whether all, some or none went well.
 */
export async function eachRecording(
  paths: readonly string[],
  context: Context,
  asked: Pick<ManyOptions, 'portrait'>,
  use: (file: string, analysis: TrackAnalysis, portrait: TrackPortrait | undefined) => void | Promise<void>,
  onFailure?: (file: string, failure: Failure) => void,
): Promise<ExitCode> {
  const { tell, style, interactive, signal } = context;
  const files = await findRecordings(paths);
  if (files.length === 0) {
    tell(`${style.warning('nothing to read')}: no recordings in ${paths.map(printable).join(', ')}\n`);
    return exitCodes.nothingReadable;
  }
  let done = 0;
  let failed = 0;
  const progress = interactive && files.length > 1;
  for await (const outcome of analyseMany(files, { ...asked, signal })) {
    if (progress) tell('\r\u001b[K');
    if ('analysis' in outcome) {
      try {
        for (const warning of outcome.analysis.warnings)
          tell(`${style.warning('note')}: ${printable(outcome.file)}: ${printable(warning)}\n`);
        await use(outcome.file, outcome.analysis, outcome.portrait);
        done++;
      } catch (error) {
        signal.throwIfAborted();
        if (isCannotWrite(error)) throw error;
        failed++;
        report(outcome.file, { ...failureOf(error, outcome.file), where: outcome.file });
      }
    } else {
      failed++;
      report(outcome.file, outcome.failure);
    }
    if (progress) tell(`${done + failed} of ${files.length}`);
  }
  if (progress) tell('\r\u001b[K');
  return exitCodeOf(failed, files.length);

  function report(file: string, failure: Failure): void {
    tell(failureText(failure, style));
    onFailure?.(file, failure);
  }
}
