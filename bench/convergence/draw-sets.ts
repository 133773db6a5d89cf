import type { RowSet } from '../../src/convergence/row-set.js';
import type { GenreRow } from './genre-rows.js';

/**
 * Two sets of n real rows with as many of each genre in either and no artist in both: artists fall to a side by chance,
 * until every genre has rows enough on both sides.
 */
export function drawSets(rows: readonly GenreRow[], n: number, random: () => number): [RowSet, RowSet] {
  const genres = [...new Set(rows.map(({ genre }) => genre))];
  const each = n / genres.length;
  for (;;) {
    const artists = shuffled([...new Set(rows.map(({ artist }) => artist))], random);
    const sides = new Map(artists.map((artist, place) => [artist, place % 2]));
    const drawn = [0, 1].map((side) =>
      genres.map((genre) =>
        shuffled(
          rows.filter((row) => row.genre === genre && sides.get(row.artist) === side),
          random,
        ).slice(0, each),
      ),
    );
    if (drawn.every((side) => side.every((own) => own.length === each)))
      return [setOf(drawn[0]!.flat()), setOf(drawn[1]!.flat())];
  }
}

/** Half of the artists of the rows against the other half, whatever the sizes. */
export function splitArtists(rows: readonly GenreRow[], random: () => number): [RowSet, RowSet] {
  const artists = shuffled([...new Set(rows.map(({ artist }) => artist))], random);
  const first = new Set(artists.slice(0, artists.length >> 1));
  return [
    setOf(rows.filter(({ artist }) => first.has(artist))),
    setOf(rows.filter(({ artist }) => !first.has(artist))),
  ];
}

export function setOf(rows: readonly GenreRow[]): RowSet {
  const width = rows[0]?.z.length ?? 0;
  const z = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    z.set(row.z, place * width);
  });
  return { count: rows.length, width, z, groups: rows.map(({ artist }) => artist) };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

/** A normal number, by Box & Muller. */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
