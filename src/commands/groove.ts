import { extname } from 'node:path';
import { analysers } from '../analysers/index.js';
import { analyseTrack } from '../catalogue/analyse-track.js';
import { failureOf } from '../catalogue/failure.js';
import { isCannotWrite, SwerveError } from '../errors.js';
import { failureText } from '../report/failure-text.js';
import { grooveSummary } from '../report/groove-summary.js';
import { printable } from '../report/printable.js';
import { grooveMidi } from '../store/groove-midi.js';
import { grooveRgt } from '../store/groove-rgt.js';
import { type GrooveTemplate, grooveTemplate } from '../store/groove-template.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

/** What `--out` may be, by the ending of its name. */
const formats: Readonly<
  Record<string, { readonly write: (template: GrooveTemplate) => string | Uint8Array; readonly says: string }>
> = {
  '.mid': { write: (template) => grooveMidi(template, 'groove'), says: 'two bars of 4/4 as MIDI' },
  '.rgt': { write: grooveRgt, says: "a bar of 4/4 for REAPER's groove tool (SWS)" },
};

/** `swerve groove FILE`: the feel of the middle 30 s, as a table and as a file that a sequencer takes a groove from. */
export async function groove(
  file: string,
  options: { readonly out?: string; readonly json?: boolean },
  { print, tell, style, signal }: Context,
): Promise<ExitCode> {
  const format = options.out === undefined ? undefined : formats[extname(options.out).toLowerCase()];
  if (options.out !== undefined && format === undefined)
    throw new SwerveError(
      'invalid-argument',
      'A groove is written as MIDI or as a groove of REAPER.',
      options.out,
      `Choose a name that ends in ${Object.keys(formats).join(' or ')}.`,
    );
  if (options.out !== undefined) await checkWritable(options.out);
  try {
    const timing = analysers.filter(({ aspect }) => aspect === 'timing');
    const { excerpts, headline, warnings } = await analyseTrack(file, { analysers: timing, signal });
    for (const warning of warnings) tell(`${style.warning('note')}: ${printable(warning)}\n`);
    const excerpt = excerpts[headline];
    const template = excerpt === undefined ? 'there is no sound in it' : grooveTemplate(excerpt);
    if (typeof template === 'string')
      throw new SwerveError(
        'empty-audio',
        `No groove can be taken from it: ${template}.`,
        file,
        'Choose a recording with a steady beat in bars of four.',
      );
    print(options.json ? `${JSON.stringify({ file, ...template, warnings })}\n` : grooveSummary(file, template, style));
    if (options.out === undefined || format === undefined) return exitCodes.done;
    await writeWhole(options.out, format.write(template));
    tell(`${printable(options.out)}: ${format.says}\n`);
    return exitCodes.done;
  } catch (error) {
    if (signal.aborted || isCannotWrite(error)) throw error;
    tell(failureText(failureOf(error, file), style));
    return exitCodes.nothingReadable;
  }
}
