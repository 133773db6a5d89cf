import { resolve } from 'node:path';
import { SwerveError } from '../errors.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { Profile } from '../profiles/profile.js';
import type { CatalogueStore, ScoredTrack } from '../store/catalogue-store.js';
import type { ExcerptScore } from '../store/score-columns.js';
import { createScorer, type Scorer } from './scorer.js';

/** A commit costs as much as some scores; what is lost at a stop is scored again. */
const batch = 64;

/** Compares every excerpt of these recordings in the store with the profile, where that was not done yet; returns of how many. */
export async function scoreCatalogue(
  files: readonly string[],
  store: CatalogueStore,
  profile: Profile,
  signal?: AbortSignal,
): Promise<number> {
  const notScored = await store.notScored(profile.hash);
  const paths = [...new Set(files.map((file) => resolve(file)))].filter((path) => notScored.has(path));
  const scorer = createScorer({ profile });
  for (let start = 0; start < paths.length; start += batch) {
    const scored: ScoredTrack[] = [];
    for (const path of paths.slice(start, start + batch)) {
      signal?.throwIfAborted();
      scored.push({ path, scores: scoresOf((await store.read(path)).analysis, scorer) });
    }
    await store.saveScores(profile, scored);
  }
  return paths.length;
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
