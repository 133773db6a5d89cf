import { SwerveError } from '../errors.js';
import type { Excerpt, TrackAnalysis } from '../features/analyse-audio.js';
import { comparedRow } from '../features/compared-row.js';
import { minimumRemainderSeconds } from '../frames/front-end.js';
import type { Reference } from '../profiles/build-profile.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { type Failure, failureOf } from './failure.js';

/** What is compared of a recording, with who made it and when. */
export type AnalysedReference = Reference & { readonly file: string; readonly year?: number };

/** A recording as a reference of a profile, or why it cannot be one; labelled by its own tags unless told. */
export function referenceOf(
  file: string,
  analysis: TrackAnalysis,
  label: ReferenceLabel = labelFromTags(file, analysis),
): AnalysedReference | { readonly failure: Failure } {
  const failure = whyUnusable(file, analysis.excerpts[analysis.headline]);
  if (failure !== undefined) return { failure };
  const { year } = analysis.tags;
  return { file, row: comparedRow(analysis), ...label, ...(year === undefined ? {} : { year }) };
}

function labelFromTags(file: string, { tags }: TrackAnalysis): ReferenceLabel {
  const { artist = '', title = file.slice(file.lastIndexOf('/') + 1), album } = tags;
  return { artist, title, ...(album === undefined ? {} : { album }) };
}

function whyUnusable(file: string, excerpt: Excerpt | undefined): Failure | undefined {
  const remedy = 'Leave it out, or choose another.';
  if (excerpt === undefined || excerpt.seconds < minimumRemainderSeconds) {
    const what = `The recording is shorter than ${minimumRemainderSeconds} s.`;
    return failureOf(new SwerveError('too-short', what, file, remedy), file);
  }
  if (Object.keys(excerpt.values).length >= Object.keys(excerpt.missing).length) return undefined;
  const what = 'Hardly anything can be measured in its middle; it may be silent.';
  return failureOf(new SwerveError('empty-audio', what, file, remedy), file);
}
