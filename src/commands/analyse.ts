import { analysers } from '../analysers/index.js';
import { analysisSummary } from '../report/analysis-summary.js';
import type { Context, ExitCode } from './context.js';
import { eachRecording } from './each-recording.js';

/** `swerve analyse FILE…`: every feature of each recording. */
export function analyse(
  paths: readonly string[],
  options: { readonly json?: boolean },
  context: Context,
): Promise<ExitCode> {
  return eachRecording(
    paths,
    context,
    {},
    (file, analysis) =>
      context.print(
        options.json
          ? `${JSON.stringify({ file, ...analysis })}\n`
          : `${analysisSummary(file, analysis, analysers, context.style)}\n`,
      ),
    (file, error) => {
      if (options.json) context.print(`${JSON.stringify({ file, error })}\n`);
    },
  );
}
