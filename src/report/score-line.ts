import type { AnalyserVersions } from '../scoring/coverage.js';
import type { Score } from '../scoring/score.js';
import { version } from '../version.js';

/** A score as one JSON object on a line: what was scored, the score, and whatever else was asked for. */
export function scoreLine(of: object, scored: Score, analyserVersions: AnalyserVersions, asked: object = {}): string {
  const { profile, departure, belonging, aspects, contributions, crowding, genres, coverage, n, versions, ...rest } =
    scored;
  return `${JSON.stringify({
    ...of,
    profile: profile.name,
    departure,
    belonging,
    aspects,
    contributions,
    crowding,
    genres,
    coverage,
    n,
    versions: { engine: version, analysers: analyserVersions, ...versions, profileHash: profile.hash },
    ...rest,
    ...asked,
  })}\n`;
}
