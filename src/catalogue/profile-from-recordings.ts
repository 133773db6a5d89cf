import { basename, resolve } from 'node:path';
import { analysers } from '../analysers/index.js';
import { SwerveError } from '../errors.js';
import type { Excerpt, TrackAnalysis } from '../features/analyse-audio.js';
import { comparedRow } from '../features/compared-row.js';
import { registerFeatures } from '../features/registry.js';
import { minimumRemainderSeconds, windowSeconds } from '../frames/front-end.js';
import { buildProfile, type ProfileMeta, type Reference } from '../profiles/build-profile.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { measurementNoise, unreliableFeatures } from '../profiles/measurement.js';
import type { Profile } from '../profiles/profile.js';
import { version } from '../version.js';
import { analyseMany } from './analyse-many.js';
import { type Failure, failureOf } from './failure.js';

export type ReferenceOptions = {
  /** Artist, title and album by absolute path; the recording's own tags where it is absent. */
  readonly groups?: ReadonlyMap<string, ReferenceLabel>;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** Called as each recording is done with, with the reason where it could not be used. */
  readonly onRecording?: (file: string, failure?: Failure) => void;
};

/** What is compared of a recording, with who made it and when. */
export type AnalysedReference = Reference & { readonly file: string; readonly year?: number };

/** What is compared of each recording that can be used. */
export async function analyseReferences(
  files: readonly string[],
  options: ReferenceOptions = {},
): Promise<AnalysedReference[]> {
  const { groups, onRecording, ...manyOptions } = options;
  const references: AnalysedReference[] = [];
  for await (const outcome of analyseMany(files, manyOptions)) {
    const { file } = outcome;
    if ('failure' in outcome) {
      onRecording?.(file, outcome.failure);
      continue;
    }
    const { analysis } = outcome;
    const unusable = whyUnusable(file, analysis.excerpts[analysis.headline]);
    if (unusable !== undefined) {
      onRecording?.(file, unusable);
      continue;
    }
    const { year } = analysis.tags;
    const label = groups?.get(resolve(file)) ?? labelFromTags(file, analysis);
    references.push({ file, row: comparedRow(analysis), ...label, ...(year === undefined ? {} : { year }) });
    onRecording?.(file);
  }
  return references;
}

/** A profile of references: what Swerve knows of its own measuring noise is taken into account. */
export function profileOf(
  references: readonly Reference[],
  meta: Pick<ProfileMeta, 'name' | 'title' | 'source' | 'licence'>,
): Profile {
  return buildProfile(references, registerFeatures(analysers), {
    ...meta,
    excerptPolicy: `the ${windowSeconds} s window that holds the middle of each recording; its structure as a whole where it is longer`,
    engineVersion: version,
    measurement: measurementNoise,
    unscored: unreliableFeatures,
  });
}

function labelFromTags(file: string, { tags }: TrackAnalysis): ReferenceLabel {
  const { artist = '', title = basename(file), album } = tags;
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
