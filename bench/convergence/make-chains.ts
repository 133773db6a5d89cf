import type { Course, Generations } from '../../src/convergence/lineage.js';
import { gaussian, shuffled } from './draw-sets.js';
import type { GenreRow } from './genre-rows.js';

export type ChainOptions = {
  readonly chains: number;
  readonly generations: number;
  /** What a shrinking chain keeps of its distance from the genre's median, and how far a drifting one steps, in z. */
  readonly factor: number;
  readonly step: number;
  /** Standard deviation of what each generation adds by chance, in z: it is not passed on. */
  readonly jitter: number;
};

/**
 * Chains that begin with real rows of one genre. Shrinking ones approach the genre's median, drifting ones walk on in a
 * direction of their own, those that stand still are copied from their original again and again.
 */
export function makeChains(
  rows: readonly GenreRow[],
  course: Course,
  { chains, generations, factor, step, jitter }: ChainOptions,
  random: () => number,
): Generations {
  const genre = rows[Math.floor(random() * rows.length)]!.genre;
  const originals = shuffled(
    rows.filter((row) => row.genre === genre),
    random,
  ).slice(0, chains);
  const width = originals[0]!.z.length;
  const z: number[] = [];
  const groups: string[] = [];
  const generation: number[] = [];
  originals.forEach((original, chain) => {
    const direction = Array.from(original.z, () => gaussian(random));
    for (let g = 0; g < generations; g++) {
      original.z.forEach((value, column) => {
        const made =
          course === 'shrinking'
            ? value * factor ** g
            : course === 'drifting'
              ? value + g * step * direction[column]!
              : value;
        z.push(g === 0 ? value : made + jitter * gaussian(random));
      });
      groups.push(`chain ${chain}`);
      generation.push(g);
    }
  });
  return { set: { count: groups.length, width, z: Float64Array.from(z), groups }, generation };
}
