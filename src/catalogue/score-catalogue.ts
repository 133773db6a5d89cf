import { resolve } from 'node:path';
import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { Profile } from '../profiles/profile.js';
import type { CatalogueStore, ScoredTrack } from '../store/catalogue-store.js';
import type { ExcerptScore } from '../store/score-columns.js';
import { createScorer, type Scorer } from './scorer.js';

/** A commit costs as much as some scores; what is lost at a stop is scored again. */
const batch = 64;

/** Recordings that were compared now with a profile, and those of which no excerpt could be: the store says why. */
export type ScoredCatalogue = { readonly scored: number; readonly notScored: number };

/** Compares every excerpt of these recordings in the store with the profile, where that was not done yet. */
export async function scoreCatalogue(
  files: readonly string[],
  store: CatalogueStore,
  profile: Profile,
  signal?: AbortSignal,
): Promise<ScoredCatalogue> {
  const open = await store.notScored(profile.hash);
  const paths = [...new Set(files.map((file) => resolve(file)))].filter((path) => open.has(path));
  const scorer = createScorer({ profile });
  let count = 0;
  for (let start = 0; start < paths.length; start += batch) {
    const batched: ScoredTrack[] = [];
    for (const path of paths.slice(start, start + batch)) {
      signal?.throwIfAborted();
      const scores = scoresOf((await store.read(path)).analysis, scorer);
      if (scores.some(({ departure }) => departure !== null)) count++;
      batched.push({ path, scores });
    }
    await store.saveScores(profile, batched);
  }
  return { scored: count, notScored: paths.length - count };
}

/** Of each excerpt; the one that holds the middle has the score that `swerve score` prints. */
function scoresOf(analysis: TrackAnalysis, scorer: Scorer): readonly ExcerptScore[] {
  try {
    return scorer.score(analysis).timeline;
  } catch (error) {
    if (!(error instanceof SwerveError)) throw error;
    return analysis.excerpts.map(() => ({ departure: null, aspects: [], missing: error.message }));
  }
}
