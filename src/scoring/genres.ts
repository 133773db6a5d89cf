import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import type { Background } from './background.js';
import { type AnalyserVersions, coverageOf } from './coverage.js';
import { rankProbability } from './percentile.js';
import { columnsOfRow, place } from './placement.js';
import type { GenreScore } from './score.js';

/** A genre is left out of the prediction set where one of the probabilities is no larger. */
const level = 0.025;
/** With fewer references no probability gets so small: they cannot exclude. */
const fewestToDecide = 40;

/** Belonging and distance of one recording to each candidate, the most likely genre first. */
export function genreScores(
  row: FeatureRow,
  candidates: readonly LoadedProfile[],
  { background, versions }: { readonly background?: Background; readonly versions?: AnalyserVersions },
  artist: string | undefined,
): GenreScore[] {
  const scores = candidates.map((candidate): GenreScore => {
    const { present } = coverageOf(row, candidate, versions);
    const columns = columnsOfRow(row, candidate).map((value, column) =>
      present[candidate.material.table.columns[column]!.feature] ? value : NaN,
    );
    const model = candidate.modelFor(present, artist);
    const distance =
      model.aspects.length === 0 ? NaN : rankProbability(place(model, columns).distance, model.departures, 'high');
    const belonging = background?.belongingTo(candidate, columns, artist);
    const decides = belonging !== undefined && Math.min(model.groups.length, belonging.references) >= fewestToDecide;
    return {
      genre: candidate.profile.name,
      logLikelihoodRatio: known(belonging?.logLikelihoodRatio),
      belongingProbability: known(belonging?.probability),
      distanceProbability: known(distance),
      verdict: !decides ? 'undecided' : belonging.probability > level && distance > level ? 'in' : 'out',
    };
  });
  return scores.sort((a, b) => (b.logLikelihoodRatio ?? -Infinity) - (a.logLikelihoodRatio ?? -Infinity));
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** The genres that neither probability excludes, and those that cannot tell. */
export function predictionSet(scores: readonly GenreScore[]): { in: string[]; undecided: string[] } {
  const of = (verdict: GenreScore['verdict']) =>
    scores.filter((score) => score.verdict === verdict).map(({ genre }) => genre);
  return { in: of('in'), undecided: of('undecided') };
}
