import type { Aspect } from '../src/analysis/analyser.js';
import { aspects } from '../src/analysis/analyser.js';
import type { FeatureDescription } from '../src/features/registry.js';
import { buildProfile } from '../src/profiles/build-profile.js';
import { loadProfile } from '../src/profiles/loaded-profile.js';
import { selectColumns } from '../src/profiles/reference-table.js';
import { fitLikelihoods, logLikelihoodRatio } from '../src/scoring/likelihoods.js';
import { genresOf, profileMeta, type Recording } from './calibration.js';
import { auc } from './metrics/auc.js';
import { bootstrap, type Interval } from './metrics/bootstrap.js';

/** One recording's leave-one-artist-out log-likelihood ratios, in the order of the genres. */
export type Judgement = {
  readonly artist: string;
  readonly genre: string;
  readonly ratios: readonly number[];
  readonly byAspect: ReadonlyMap<Aspect, readonly number[]>;
};

export type BelongingAccuracy = {
  /** Mean over the genres of the AUC in/out of genre, with 95 % bounds that resample artists. */
  readonly auc: Interval;
  readonly aucByGenre: Readonly<Record<string, Interval>>;
  readonly aucByAspect: Readonly<Partial<Record<Aspect, Interval>>>;
  /** Share of recordings whose most likely genre is their own. */
  readonly nearestGenre: Interval;
};

/** Standardisation, means and covariances are fitted without the recording's artist, in its genre and all others. */
export function judgeLeavingArtistsOut(
  recordings: readonly Recording[],
  features: readonly FeatureDescription[],
): Judgement[] {
  const genres = genresOf(recordings);
  const loaded = genres.map((genre) =>
    loadProfile(
      buildProfile(
        recordings.filter((recording) => recording.genre === genre),
        features,
        profileMeta(genre),
      ),
    ),
  );
  const keysOf = ({ scored, material }: (typeof loaded)[number]) =>
    material.table.columns.map(({ feature, part }) => `${scored[feature]!.id} ${part}`);
  const shared = keysOf(loaded[0]!).filter((key) => loaded.every((profile) => keysOf(profile).includes(key)));
  const first = loaded[0]!.material;
  const places = shared.map((key) => keysOf(loaded[0]!).indexOf(key));
  const model = fitLikelihoods(
    loaded.map((profile) => {
      const keys = keysOf(profile);
      const { table, mode } = profile.material;
      const columns = shared.map((key) => keys.indexOf(key));
      return { table: selectColumns(table, columns), artists: profile.artists, mode, background: true };
    }),
    places.map((place) => first.aspects[place]!),
    Float64Array.from(places, (place) => first.measurement[place]!),
    { mostFolds: Infinity },
  );
  const ratiosOf = (densities: Float64Array) =>
    genres.map((_, genre) =>
      logLikelihoodRatio(
        densities,
        genre,
        [...genres.keys()].filter((other) => other !== genre),
      ),
    );
  return model.references.map(({ joint, byAspect }, row) => ({
    artist: model.artists[row]!,
    genre: genres[model.genreOf[row]!]!,
    ratios: ratiosOf(joint),
    byAspect: new Map([...byAspect].map(([aspect, densities]) => [aspect, ratiosOf(densities)])),
  }));
}

export function belongingAccuracy(
  judgements: readonly Judgement[],
  genres: readonly string[],
  resamples = 1000,
): BelongingAccuracy {
  const groups = judgements.map(({ artist }) => artist);
  const interval = (statistic: (drawn: readonly Judgement[]) => number) =>
    bootstrap(judgements, statistic, { groups, resamples });
  return {
    auc: interval((drawn) => meanAuc(drawn, genres)),
    aucByGenre: Object.fromEntries(
      genres.map((genre) => [genre, interval((drawn) => meanAuc(drawn, genres, { among: [genre] }))]),
    ),
    aucByAspect: Object.fromEntries(
      aspects
        .filter((aspect) => judgements[0]?.byAspect.has(aspect))
        .map((aspect) => [
          aspect,
          interval((drawn) => meanAuc(drawn, genres, { ratios: ({ byAspect }) => byAspect.get(aspect)! })),
        ]),
    ),
    nearestGenre: interval((drawn) => nearestGenreShare(drawn, genres)),
  };
}

type AucOptions = {
  /** The genres whose mean it is; all unless told. */
  readonly among?: readonly string[];
  /** Which ratios; of all features unless told. */
  readonly ratios?: (of: Judgement) => readonly number[];
};

/** Mean over genres of the AUC in/out of genre. */
export function meanAuc(
  judgements: readonly Judgement[],
  genres: readonly string[],
  { among = genres, ratios = (of) => of.ratios }: AucOptions = {},
): number {
  return (
    among.reduce((sum, genre) => sum + genreAuc(judgements, genre, genres.indexOf(genre), ratios), 0) / among.length
  );
}

/** Share of the recordings whose most likely genre is their own. */
export function nearestGenreShare(judgements: readonly Judgement[], genres: readonly string[]): number {
  const own = judgements.filter(({ genre, ratios }) => genres[ratios.indexOf(Math.max(...ratios))] === genre);
  return own.length / judgements.length;
}

function genreAuc(
  drawn: readonly Judgement[],
  genre: string,
  place: number,
  ratios: (of: Judgement) => readonly number[],
): number {
  const inside: number[] = [];
  const outside: number[] = [];
  for (const judgement of drawn) (judgement.genre === genre ? inside : outside).push(ratios(judgement)[place]!);
  return auc(inside, outside);
}
