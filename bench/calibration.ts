import { seededRandom } from '../src/dsp/seeded-random.js';
import type { FeatureDescription } from '../src/features/registry.js';
import type { FeatureRow } from '../src/features/row.js';
import { buildProfile } from '../src/profiles/build-profile.js';
import { equalise, fitEqualiser } from '../src/profiles/equalise.js';
import { artistKey } from '../src/profiles/folds.js';
import { type LoadedProfile, loadProfile } from '../src/profiles/loaded-profile.js';
import { percentileRank } from '../src/scoring/percentile.js';
import { columnsOfRow, jointDistance, type PlacedAspect, place } from '../src/scoring/placement.js';
import { bootstrap, type Interval } from './metrics/bootstrap.js';

/** One excerpt of known artist and genre. */
export type Recording = {
  readonly row: FeatureRow;
  readonly artist: string;
  readonly title: string;
  readonly album?: string;
  readonly genre: string;
};

/** Shares of held-out tracks beyond a percentile of their own genre (expected: 1 - percentile), with 95 % bounds over artists. */
export type Calibration = {
  readonly splits: number;
  readonly beyond90: Interval;
  readonly beyond95: Interval;
  readonly beyond90ByGenre: Readonly<Record<string, Interval>>;
  /** The same with the references ranked in the space fitted on themselves: what not to do. */
  readonly naiveBeyond90: Interval;
  /** In one space of all features. */
  readonly jointBeyond90: Interval;
  /** Every rank that a held-out track of the genre was given, over all splits. */
  readonly ranksByGenre: Readonly<Record<string, readonly number[]>>;
};

/** A held-out track's ranks in one split. */
export type HeldOut = { readonly index: number; readonly rank: number; readonly naive: number; readonly joint: number };

/**
 * What the splits made of one track. Every time that it was held out counts once: the mean of each split's own share
 * would favour splits without the artists of many tracks, whose tracks lie farther out when nothing of theirs is known.
 */
type Tally = {
  readonly genre: string;
  tested: number;
  beyond90: number;
  beyond95: number;
  naive: number;
  joint: number;
};

const referenceShare = 2 / 3;

export const genresOf = (recordings: readonly Recording[]) => [...new Set(recordings.map(({ genre }) => genre))].sort();

export const profileMeta = (genre: string) => ({
  name: genre,
  title: genre,
  source: 'bench',
  licence: 'bench',
  excerptPolicy: 'bench',
  engineVersion: 'bench',
});

/**
 * Over seeded splits of artists (2/3 reference, 1/3 test; an artist of two genres on one side in both): each genre's
 * profile is built from its reference artists alone, and the test artists' tracks are ranked in it.
 */
export function calibrate(
  recordings: readonly Recording[],
  features: readonly FeatureDescription[],
  { splits = 100, seed = 1 }: { readonly splits?: number; readonly seed?: number } = {},
): Calibration {
  const artists = recordings.map(artistKey);
  const tallies = recordings.map(
    ({ genre }): Tally => ({ genre, tested: 0, beyond90: 0, beyond95: 0, naive: 0, joint: 0 }),
  );
  const ranksByGenre: Record<string, number[]> = {};
  for (let split = 0; split < splits; split++) {
    const isReference = splitArtists(artists, seed + split);
    for (const { index, rank, naive, joint } of heldOutRanks(recordings, features, isReference)) {
      const tally = tallies[index]!;
      tally.tested++;
      (ranksByGenre[tally.genre] ??= []).push(rank);
      if (rank > 90) tally.beyond90++;
      if (rank > 95) tally.beyond95++;
      if (naive > 90) tally.naive++;
      if (joint > 90) tally.joint++;
    }
  }
  const genres = genresOf(recordings);
  const share = (of: (tally: Tally) => number, among: readonly string[]) =>
    bootstrap(tallies, (drawn) => meanOverGenres(drawn, of, among), { groups: artists });
  return {
    splits,
    beyond90: share(({ beyond90 }) => beyond90, genres),
    beyond95: share(({ beyond95 }) => beyond95, genres),
    beyond90ByGenre: Object.fromEntries(genres.map((genre) => [genre, share(({ beyond90 }) => beyond90, [genre])])),
    naiveBeyond90: share(({ naive }) => naive, genres),
    jointBeyond90: share(({ joint }) => joint, genres),
    ranksByGenre,
  };
}

/** Two thirds of the artists, drawn at random, are references. */
export function splitArtists(artists: readonly string[], seed: number): boolean[] {
  const next = seededRandom(seed);
  const order = [...new Set(artists)].sort().map((artist) => ({ artist, key: next() }));
  order.sort((a, b) => a.key - b.key);
  const references = new Set(order.slice(0, Math.round(referenceShare * order.length)).map(({ artist }) => artist));
  return artists.map((artist) => references.has(artist));
}

/** Every other recording, ranked in the profile of its genre built from the references. */
export function heldOutRanks(
  recordings: readonly Recording[],
  features: readonly FeatureDescription[],
  isReference: readonly boolean[],
): HeldOut[] {
  return genresOf(recordings).flatMap((genre) => {
    const own = [...recordings.keys()].filter((index) => recordings[index]!.genre === genre);
    const references = own.filter((index) => isReference[index]).map((index) => recordings[index]!);
    const loaded = loadProfile(buildProfile(references, features, profileMeta(genre)));
    const inSample = naiveRanks(references, loaded);
    return own
      .filter((index) => !isReference[index])
      .map((index) => {
        const { distance, joint, model } = distancesIn(recordings[index]!.row, loaded);
        return {
          index,
          rank: percentileRank(distance, model.departures),
          naive: inSample(recordings[index]!.row),
          joint: percentileRank(joint, model.joint().squared),
        };
      });
  });
}

/** Percentiles among references that the space and the equalisers were fitted on. */
function naiveRanks(references: readonly Recording[], loaded: LoadedProfile): (row: FeatureRow) => number {
  const placed = references.map(({ row }) => distancesIn(row, loaded).aspects);
  const equalisers = placed[0]!.map((_, aspect) =>
    fitEqualiser(Float64Array.from(placed, (aspects) => aspects[aspect]?.squared ?? NaN)),
  );
  const distance = (aspects: readonly PlacedAspect[]) =>
    aspects.reduce((sum, { squared }, aspect) => sum + equalise(squared, equalisers[aspect]!), 0);
  const distances = placed.map(distance);
  return (row) => percentileRank(distance(distancesIn(row, loaded).aspects), distances);
}

/** D and the joint distance of a row, and the model of its mask. */
export function distancesIn(row: FeatureRow, loaded: LoadedProfile) {
  const model = loaded.modelFor(
    loaded.scored.map(
      ({ id, strength }) => Number.isFinite(row.values[id]) && (!strength || Number.isFinite(row.values[strength])),
    ),
  );
  const columns = columnsOfRow(row, loaded);
  return { ...place(model, columns), joint: jointDistance(model, columns), model };
}

/** Mean over the genres of the share of held-out tracks that was a hit; NaN if a genre has none. */
function meanOverGenres(tallies: readonly Tally[], of: (tally: Tally) => number, genres: readonly string[]): number {
  const shares = genres.map((genre) => {
    let hits = 0;
    let tested = 0;
    for (const tally of tallies) {
      if (tally.genre !== genre) continue;
      hits += of(tally);
      tested += tally.tested;
    }
    return hits / tested;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
