import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import type { Background } from './background.js';
import { combinedProbability } from './combined-probability.js';
import { type AnalyserVersions, coverageOf } from './coverage.js';
import { rankProbability } from './percentile.js';
import { columnsOfRow, jointDistance, place } from './placement.js';
import type { GenreScore } from './score.js';

/** A genre is left out of the prediction set where the probability is no larger: of one member in twenty. */
const level = 0.05;
/** With fewer references no probability gets so small: they cannot exclude. */
const fewestToDecide = 40;

/** Where there is no other genre, or no feature in common. */
const unknown = {
  logLikelihoodRatio: null,
  belongingProbability: null,
  distanceProbability: null,
  probability: null,
  verdict: 'undecided',
} as const;

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
    const belonging = background?.belongingTo(candidate, columns, artist);
    const genre = candidate.profile.name;
    if (model.aspects.length === 0) return { ...unknown, genre };
    const near = { value: place(model, columns).distance, references: model.departures };
    const distanceProbability = known(rankProbability(near.value, near.references));
    if (belonging === undefined || belonging.references.length === 0) return { ...unknown, genre, distanceProbability };
    const joint = { value: jointDistance(model, columns), references: model.joint().squared };
    // the lower the ratio, the more extreme
    const alien = {
      value: -belonging.logLikelihoodRatio,
      references: belonging.references.map((ratio) => -ratio),
    };
    const probability = combinedProbability([near, joint, alien]);
    return {
      genre,
      logLikelihoodRatio: known(belonging.logLikelihoodRatio),
      belongingProbability: known(rankProbability(alien.value, alien.references)),
      distanceProbability,
      probability: known(probability),
      verdict:
        model.groups.length < fewestToDecide || Number.isNaN(probability)
          ? 'undecided'
          : probability > level
            ? 'in'
            : 'out',
    };
  });
  return scores.sort((a, b) => (b.logLikelihoodRatio ?? -Infinity) - (a.logLikelihoodRatio ?? -Infinity));
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The genres that the recording could be drawn from, and those that cannot tell. */
export function predictionSet(scores: readonly GenreScore[]): { in: string[]; undecided: string[] } {
  const of = (verdict: GenreScore['verdict']) =>
    scores.filter((score) => score.verdict === verdict).map(({ genre }) => genre);
  return { in: of('in'), undecided: of('undecided') };
}
