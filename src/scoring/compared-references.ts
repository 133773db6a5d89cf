import { artistKey, type Grouping } from '../profiles/folds.js';
import type { Profile } from '../profiles/profile.js';

/** Whom a recording is compared with. */
export type ComparedReferences = {
  readonly references: number;
  /** Those that are named; each track of a compilation has its own. */
  readonly artists: number;
  /** References that name no artist. */
  readonly nameless: number;
  readonly grouping: Grouping;
  /** References by the recording's own artist, left out. */
  readonly leftOut: number;
};

/** `compared` are the references that are not left out. */
export function comparedReferences(
  { references, provenance }: Profile,
  compared: readonly number[] = [...references.keys()],
): ComparedReferences {
  const named = compared.map((reference) => references[reference]!).filter(({ artist }) => artist.trim() !== '');
  return {
    references: compared.length,
    artists: new Set(named.map(artistKey)).size,
    nameless: compared.length - named.length,
    grouping: provenance.grouping,
    leftOut: references.length - compared.length,
  };
}
