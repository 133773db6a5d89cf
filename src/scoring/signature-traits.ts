import type { Aspect } from '../analysis/analyser.js';
import { cliffsDelta, rankSumProbability } from '../dsp/cliffs-delta.js';
import { falseDiscoveryRates } from '../dsp/false-discovery.js';
import { median } from '../dsp/statistics.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { columnPlaces } from './background.js';

/** In what an artist differs from a genre. */
export type SignatureTrait = {
  readonly id: string;
  readonly aspect: Aspect;
  readonly title: string;
  readonly unit: string;
  /** What the artist's side of it is called. */
  readonly direction: string;
  /** Cliff's delta over tracks: how often the artist has more of it than a reference, less how often it has less. */
  readonly delta: number;
  /** Of the artist's tracks and of the genre's references, in `unit`. */
  readonly median: number;
  readonly genreMedian: number;
  /** Share of false ones among the traits that are at least as sure (Benjamini & Hochberg 1995). */
  readonly falseDiscoveryRate: number;
};

const mostFalse = 0.05;

/**
 * The features in which an artist's tracks surely differ from a genre's, the largest difference first. Tracks of one
 * album, or of one artist in the genre, are not independent: what is sure is judged by the medians of albums against
 * those of artists. Circular features have no more or less and are left out.
 */
export function signatureTraits(artist: LoadedProfile, genre: LoadedProfile): SignatureTrait[] {
  const candidates = [...columnPlaces(genre)].flatMap(([key, place]) => {
    const own = columnPlaces(artist).get(key);
    const { feature, part } = genre.material.table.columns[place]!;
    return own === undefined || part !== 'plain' ? [] : [{ own, place, feature }];
  });
  const columns = candidates.map(({ own, place }) => [columnOf(artist, own), columnOf(genre, place)] as const);
  const rates = falseDiscoveryRates(
    columns.map(([own, theirs]) =>
      rankSumProbability(groupMedians(own, artist.material.groups), groupMedians(theirs, genre.material.groups)),
    ),
  );
  return candidates
    .map(({ feature }, index): SignatureTrait => {
      const { id, aspect, title, unit, lower, higher, median: genreMedian } = genre.scored[feature]!;
      const delta = cliffsDelta(...columns[index]!);
      return {
        id,
        aspect,
        title,
        unit,
        direction: delta < 0 ? lower : higher,
        delta,
        median: artist.profile.features.find((other) => other.id === id)!.median!,
        genreMedian: genreMedian!,
        falseDiscoveryRate: rates[index]!,
      };
    })
    .filter(({ falseDiscoveryRate }) => falseDiscoveryRate <= mostFalse)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.id < b.id ? -1 : 1));
}

function columnOf({ material: { table } }: LoadedProfile, place: number): Float64Array {
  return Float64Array.from({ length: table.count }, (_, row) => table.values[row * table.width + place]!);
}

function groupMedians(values: Float64Array, groups: readonly number[]): number[] {
  return [...new Set(groups)]
    .map((group) => median(values.filter((_, row) => groups[row] === group)))
    .filter((middle) => !Number.isNaN(middle));
}
