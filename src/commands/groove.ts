import { analysers } from '../analysers/index.js';
import { analyseTrack } from '../catalogue/analyse-track.js';
import { failureOf } from '../catalogue/failure.js';
import { SwerveError } from '../errors.js';
import { failureText } from '../report/failure-text.js';
import { grooveSummary } from '../report/groove-summary.js';
import { printable } from '../report/printable.js';
import { grooveMidi } from '../store/groove-midi.js';
import { grooveTemplate } from '../store/groove-template.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** `swerve groove FILE`: the feel of the middle 30 s, as a table and as a MIDI file that a sequencer takes a groove from. */
export async function groove(
  file: string,
  options: { readonly out?: string; readonly json?: boolean },
  { print, tell, style, signal }: Context,
): Promise<ExitCode> {
  if (options.out !== undefined) await checkWritable(options.out);
  try {
    const timing = analysers.filter(({ aspect }) => aspect === 'timing');
    const { excerpts, headline } = await analyseTrack(file, { analysers: timing, signal });
    const excerpt = excerpts[headline];
    const template = excerpt === undefined ? 'there is no sound in it' : grooveTemplate(excerpt);
    if (typeof template === 'string')
      throw new SwerveError(
        'empty-audio',
        `No groove can be taken from it: ${template}.`,
        file,
        'Choose a recording with a steady beat in bars of four.',
      );
    print(options.json ? `${JSON.stringify({ file, ...template })}\n` : grooveSummary(file, template, style));
    if (options.out === undefined) return exitCodes.done;
    await writeWhole(options.out, grooveMidi(template, 'groove'));
    tell(`${printable(options.out)}: two bars of 4/4\n`);
    return exitCodes.done;
  } catch (error) {
    if (signal.aborted) throw error;
    tell(failureText(failureOf(error, file), style));
    return exitCodes.nothingReadable;
  }
}
