import { join, parse } from 'node:path';
import { annotateTrack } from '../catalogue/annotate-track.js';
import { failureOf } from '../catalogue/failure.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { isCannotWrite, SwerveError } from '../errors.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import { annotationCsv } from '../store/annotations/annotation-csv.js';
import type { Annotations } from '../store/annotations/annotations.js';
import { audacityLabels } from '../store/annotations/audacity-labels.js';
import { jams } from '../store/annotations/jams.js';
import { midiTempoMap } from '../store/annotations/midi-tempo-map.js';
import { reaperMarkers } from '../store/annotations/reaper-markers.js';
import { sonicVisualiserLayers } from '../store/annotations/sonic-visualiser-layers.js';
import { makeFolder } from '../store/make-folder.js';
import { writeWhole } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodeOf, exitCodes } from './context.js';

type Format = {
  readonly ending: string;
  /** Undefined where there is nothing that the format holds. */
  readonly write: (annotations: Annotations) => string | Uint8Array | undefined;
};

const formats: Readonly<Record<string, Format>> = {
  jams: { ending: '.jams', write: jams },
  csv: { ending: '.csv', write: annotationCsv },
  audacity: { ending: '.labels.txt', write: audacityLabels },
  svl: { ending: '.svl', write: sonicVisualiserLayers },
  reaper: { ending: '.markers.csv', write: reaperMarkers },
  midi: { ending: '.tempo.mid', write: midiTempoMap },
};
export const annotationFormats: readonly string[] = Object.keys(formats);

/** `swerve annotate FILE… --as FORMAT…`: beats, sections, chords and the rest as files that other programs open. */
export async function annotate(
  names: readonly string[],
  options: { readonly as: readonly string[]; readonly out: string },
  { tell, print, style, signal }: Context,
): Promise<ExitCode> {
  const files = await findRecordings(names);
  if (files.length === 0) {
    tell(`${style.warning('nothing to read')}: no recordings in ${names.map(printable).join(', ')}\n`);
    return exitCodes.nothingReadable;
  }
  const targets = files.map((file) => join(options.out, parse(file).name));
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined)
    throw new SwerveError(
      'invalid-argument',
      'Two of the recordings would be written under one name.',
      twice,
      'Write them to two folders, one after the other.',
    );
  await makeFolder(options.out);
  let failed = 0;
  for (const [i, file] of files.entries()) {
    try {
      const annotations = await annotateTrack(file, { signal });
      for (const name of options.as) {
        const { ending, write } = formats[name]!;
        const content = write(annotations);
        if (content === undefined) tell(`${style.warning('note')}: ${printable(file)}: no beats to write as ${name}\n`);
        else {
          await writeWhole(`${targets[i]}${ending}`, content);
          print(`${printable(`${targets[i]}${ending}`)}\n`);
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      if (isCannotWrite(error)) throw error;
      failed++;
      tell(failureText(failureOf(error, file), style));
    }
  }
  return exitCodeOf(failed, files.length);
}
