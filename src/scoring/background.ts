import type { Aspect } from '../analysis/analyser.js';
import { contentHash } from '../profiles/content-hash.js';
import { numbered } from '../profiles/folds.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { selectColumns, selectRows } from '../profiles/reference-table.js';
import { fitLikelihoods, type GenreTable, type LikelihoodModel, logLikelihoodRatio } from './likelihoods.js';
import { type Separation, separation } from './separation.js';

/** How much rather the candidate's genre than the background's others. */
export type Belonging = {
  /** Natural log of the likelihood ratio; NaN where the background has no other genre or no feature is shared. */
  readonly logLikelihoodRatio: number;
  /** The same of each reference of the genre, fitted without its artist; in the profile's order. */
  readonly references: readonly number[];
};

/** The genres that belonging is measured against. The same for every profile loaded, with a hash of its own. */
export type Background = {
  readonly hash: string;
  readonly names: readonly string[];
  /** `columns` are the recording's, in the candidate's order; NaN where missing. `artist` is left out everywhere. */
  belongingTo(candidate: LoadedProfile, columns: Float64Array, artist?: string): Belonging;
  /** How well each aspect alone tells the candidate's references from the other genres'. */
  separations(candidate: LoadedProfile): ReadonlyMap<Aspect, Separation>;
};

type Judge = {
  readonly model: LikelihoodModel;
  /** The genres compared, and the columns (by key) that they share and the recording has. */
  readonly members: readonly LoadedProfile[];
  readonly keys: readonly string[];
};

const mostJudges = 64;

export function createBackground(profiles: readonly LoadedProfile[]): Background {
  const hash = contentHash(profiles.map(({ profile }) => profile.hash).join('\n'));
  const judges = new Map<string, Judge | undefined>();
  const separationsOf = new Map<string, ReadonlyMap<Aspect, Separation>>();

  /** Profiles of the background share one judge; any other profile takes the place of its namesake. */
  function judgeFor(candidate: LoadedProfile, present: readonly boolean[], artist?: string): Judge | undefined {
    const native = profiles.some(({ profile }) => profile.hash === candidate.profile.hash);
    const members = native
      ? profiles
      : [candidate, ...profiles.filter(({ profile }) => profile.name !== candidate.profile.name)];
    const own = columnKeys(candidate).filter((_, column) => present[column]);
    const keys = own.filter((key) => members.every((member) => columnPlaces(member).has(key)));
    const known = members.some(({ artists }) => artists.includes(artist ?? '')) ? artist : undefined;
    const id = [native ? hash : candidate.profile.hash, known ?? '', ...keys].join('\n');
    if (!judges.has(id)) {
      if (judges.size >= mostJudges) judges.delete(judges.keys().next().value!);
      judges.set(id, members.length < 2 || keys.length < 2 ? undefined : fitJudge(members, keys, profiles, known));
    }
    return judges.get(id);
  }

  return {
    hash,
    names: profiles.map(({ profile }) => profile.name),
    belongingTo(candidate, columns, artist) {
      const judge = judgeFor(
        candidate,
        Array.from(columns, (value) => !Number.isNaN(value)),
        artist,
      );
      if (!judge) return { logLikelihoodRatio: NaN, references: [] };
      const places = columnPlaces(candidate);
      const densities = judge.model.judge(Float64Array.from(judge.keys, (key) => columns[places.get(key)!]!));
      const ratioOf = ratioFor(judge, candidate);
      const genre = genreOf(judge, candidate);
      const references = judge.model.references.filter((_, row) => judge.model.genreOf[row] === genre);
      return {
        logLikelihoodRatio: ratioOf(densities.joint),
        references: references.map(({ joint }) => ratioOf(joint)),
      };
    },
    separations(candidate) {
      const known = separationsOf.get(candidate.profile.hash);
      if (known) return known;
      const everything = candidate.material.aspects.map(() => true);
      const found = separationsByAspect(judgeFor(candidate, everything), candidate);
      separationsOf.set(candidate.profile.hash, found);
      return found;
    },
  };
}

function genreOf({ members }: Judge, candidate: LoadedProfile): number {
  return members.findIndex(({ profile }) => profile.hash === candidate.profile.hash);
}

function ratioFor(judge: Judge, candidate: LoadedProfile): (densities: Float64Array) => number {
  const genre = genreOf(judge, candidate);
  const others = [...judge.members.keys()].filter((other) => other !== genre);
  return (densities) => logLikelihoodRatio(densities, genre, others);
}

function fitJudge(
  members: readonly LoadedProfile[],
  keys: readonly string[],
  background: readonly LoadedProfile[],
  artist: string | undefined,
): Judge {
  const names = new Set(background.map(({ profile }) => profile.name));
  const genres = members.map((member) => genreTable(member, keys, names.has(member.profile.name), artist));
  const { material } = members[0]!;
  const columns = keys.map((key) => columnPlaces(members[0]!).get(key)!);
  const model = fitLikelihoods(
    genres,
    columns.map((column) => material.aspects[column]!),
    Float64Array.from(columns, (column) => material.measurement[column]!),
  );
  return { model, members, keys };
}

function genreTable(
  member: LoadedProfile,
  keys: readonly string[],
  background: boolean,
  artist: string | undefined,
): GenreTable {
  const { artists, material } = member;
  const places = columnPlaces(member);
  const table = selectColumns(
    material.table,
    keys.map((key) => places.get(key)!),
  );
  const compared = member.comparedWith(artist);
  return {
    table: compared.length < artists.length ? selectRows(table, compared) : table,
    artists: compared.map((reference) => artists[reference]!),
    mode: material.mode,
    background,
  };
}

const knownPlaces = new WeakMap<LoadedProfile, ReadonlyMap<string, number>>();
/** Where a profile's columns are, by what makes them the same in another profile. */
export function columnPlaces(profile: LoadedProfile): ReadonlyMap<string, number> {
  const known = knownPlaces.get(profile);
  if (known) return known;
  const places = new Map(columnKeys(profile).map((key, place) => [key, place]));
  knownPlaces.set(profile, places);
  return places;
}

/** What makes columns of two profiles the same: feature, part, transform, and the version that computed it. */
function columnKeys({ scored, material }: LoadedProfile): string[] {
  return material.table.columns.map(({ feature, part }) => {
    const { id, analyserVersion, transform } = scored[feature]!;
    return `${id} ${part} ${analyserVersion} ${transform}`;
  });
}

function separationsByAspect(judge: Judge | undefined, candidate: LoadedProfile): ReadonlyMap<Aspect, Separation> {
  const separations = new Map<Aspect, Separation>();
  if (!judge) return separations;
  const { model } = judge;
  const ratioOf = ratioFor(judge, candidate);
  const inside = model.genreOf.map((genre) => genre === genreOf(judge, candidate));
  const artists = numbered(model.artists);
  for (const aspect of model.references[0]?.byAspect.keys() ?? []) {
    const ratios = model.references.map(({ byAspect }) => ratioOf(byAspect.get(aspect)!));
    separations.set(aspect, separation(ratios, inside, artists));
  }
  return separations;
}
