import { Piscina } from 'piscina';
import { createScorer, type VersionComparison } from '../src/catalogue/scorer.js';
import { seededRandom } from '../src/dsp/seeded-random.js';
import type { MusicTrack } from './annotations.js';
import { manipulations } from './manipulations/twins.js';
import type { Interval } from './metrics/bootstrap.js';
import { groupedShare } from './metrics/share-interval.js';
import type { TwinRequest, Twins } from './twin-worker.js';

const seed = 6;
const excerpts = 40;
/** Not every excerpt has a grid: so many are tried. */
export const triedForGrid = 60;

export type TwinComparison = {
  readonly path: string;
  readonly artist: string;
  readonly comparison: VersionComparison;
};

/** Excerpts, in a seeded order, beside twins of themselves, each against its own genre: comparisons by the twin's name. */
export async function compareTwins(
  tracks: readonly MusicTrack[],
  twinNames: readonly string[],
  note: (line: string) => void,
): Promise<ReadonlyMap<string, readonly TwinComparison[]>> {
  const onGrid: readonly string[] = Object.values(manipulations).flatMap(({ name, needsGrid }) =>
    needsGrid ? [name] : [],
  );
  const excerptsOf = (name: string) => (onGrid.includes(name) ? triedForGrid : excerpts);
  const pool = new Piscina<TwinRequest, Twins>({ filename: new URL('./twin-worker.js', import.meta.url).href });
  const scorers = new Map(
    [...new Set(tracks.map(({ genre }) => genre))].map((genre) => [genre, createScorer({ profile: genre })]),
  );
  const drawn = inSeededOrder(tracks).slice(0, Math.max(...twinNames.map(excerptsOf)));
  const compared = new Map<string, TwinComparison[]>(twinNames.map((name) => [name, []]));
  let done = 0;
  const outcomes = await Promise.all(
    drawn.map(async ({ audioPath, path, artist, genre }, index) => {
      const wanted = twinNames.filter((name) => index < excerptsOf(name));
      const { original, twins } = await pool.run({ file: audioPath, artist, twins: wanted });
      note(`twins: ${++done} of ${drawn.length}`);
      const scorer = scorers.get(genre)!;
      return Object.entries(twins).map(([name, twin]) => {
        return [name, { path, artist, comparison: scorer.compare(original, twin) }] as const;
      });
    }),
  );
  await pool.destroy();
  for (const [name, comparison] of outcomes.flat()) compared.get(name)!.push(comparison);
  return compared;
}

/** The share of the comparisons of which `is` holds, with 95 % bounds that resample artists. */
export function shareOf(compared: readonly TwinComparison[], is: (comparison: VersionComparison) => boolean): Interval {
  return groupedShare(
    compared.map(({ comparison }) => is(comparison)),
    compared.map(({ artist }) => artist),
  );
}

function inSeededOrder(tracks: readonly MusicTrack[]): MusicTrack[] {
  const random = seededRandom(seed);
  return tracks
    .map((track) => ({ track, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ track }) => track);
}
