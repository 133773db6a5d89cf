import { shuffled } from './draw-sets.js';
import type { GenreRow } from './genre-rows.js';

/**
 * More rows than there are: tracks of made-up artists, each blended of two real ones of a genre, sqrt(w) x + sqrt(1 - w)
 * y with one w an artist. Variances, correlations and half of what an artist's tracks share are kept; the tails are
 * lighter than those of real rows, so that what is found with them is a little optimistic.
 */
export function blendRows(rows: readonly GenreRow[], artists: number, random: () => number): GenreRow[] {
  const genres = [...new Set(rows.map(({ genre }) => genre))];
  return Array.from({ length: artists }, (_, number) => {
    const genre = genres[number % genres.length]!;
    const own = rows.filter((row) => row.genre === genre);
    const [first, second] = shuffled([...new Set(own.map(({ artist }) => artist))], random);
    const weight = 0.2 + 0.6 * random();
    const one = own.filter(({ artist }) => artist === first);
    const other = own.filter(({ artist }) => artist === second);
    return Array.from({ length: Math.max(one.length, other.length) }, (): GenreRow => {
      const x = one[Math.floor(random() * one.length)]!.z;
      const y = other[Math.floor(random() * other.length)]!.z;
      const z = x.map((value, column) => Math.sqrt(weight) * value + Math.sqrt(1 - weight) * y[column]!);
      return { genre, artist: `made up ${number}`, z };
    });
  }).flat();
}
