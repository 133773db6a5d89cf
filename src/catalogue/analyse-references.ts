import { resolve } from 'node:path';
import type { ReferenceLabel } from '../profiles/folds.js';
import { analyseMany } from './analyse-many.js';
import type { Failure } from './failure.js';
import { type AnalysedReference, referenceOf } from './reference-of.js';

export type ReferenceOptions = {
  /** Artist, title and album by absolute path; the recording's own tags where it is absent. */
  readonly groups?: ReadonlyMap<string, ReferenceLabel>;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** Called as each recording is done with, with the reason where it could not be used. */
  readonly onRecording?: (file: string, failure?: Failure) => void;
};

/** What is compared of each recording that can be used. */
export async function analyseReferences(
  files: readonly string[],
  options: ReferenceOptions = {},
): Promise<AnalysedReference[]> {
  const { groups, onRecording, ...manyOptions } = options;
  const references: AnalysedReference[] = [];
  for await (const outcome of analyseMany(files, manyOptions)) {
    const { file } = outcome;
    const reference = 'failure' in outcome ? outcome : referenceOf(file, outcome.analysis, groups?.get(resolve(file)));
    if ('failure' in reference) {
      onRecording?.(file, reference.failure);
      continue;
    }
    references.push(reference);
    onRecording?.(file);
  }
  return references;
}
