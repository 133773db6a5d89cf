import { SwerveError } from '../errors.js';
import { clipped } from './centred.js';
import type { Interval } from './interval.js';
import type { MannKendall } from './mann-kendall.js';
import { pairDistances } from './pair-distances.js';
import { commonColumns, type RowSet, selectSetColumns } from './row-set.js';
import { trendLine } from './trend-line.js';

/** Tracks of generation 0 (the originals), 1 (made from these), 2 …; `groups` names the chain that each belongs to. */
export type Generations = { readonly set: RowSet; readonly generation: readonly number[] };

export type Course = 'shrinking' | 'drifting' | 'standing still';

/** What becomes of music that is made again from itself. */
export type Lineage = {
  readonly chains: number;
  readonly generations: readonly {
    readonly generation: number;
    readonly tracks: number;
    /** Mean distance between two tracks of this generation, in robust z. */
    readonly spread: number;
    /** Mean distance of its tracks from their chain's originals. */
    readonly displacement: number;
  }[];
  readonly course: Course;
  /** How the course is told. */
  readonly rule: string;
  /** What is left of the spread from one generation to the next. */
  readonly spreadFactor: Interval;
  readonly spread: MannKendall;
  readonly displacement: MannKendall;
};

const rule =
  'The chains are shrinking where the spread of a generation falls from generation to generation (Mann-Kendall, one-sided p ' +
  'at most .01); else drifting where they move away from their originals (the same); else standing still.';
const error = 0.01;
const fewestGenerations = 6;

/**
 * Throws SwerveError 'too-few-references' with fewer than 2 chains or 6 generations: five could not reach p = .01.
 */
export function lineageOf({ set, generation }: Generations, seed = 1): Lineage {
  const columns = commonColumns([set]);
  const rows = selectSetColumns(clipped(set), columns);
  const numbers = [...new Set(generation)].sort((a, b) => a - b);
  const chains = new Set(rows.groups).size;
  if (chains < 2 || numbers.length < fewestGenerations || rows.count < set.count)
    throw new SwerveError(
      'too-few-references',
      rows.count < set.count
        ? `${set.count - rows.count} tracks have too few features.`
        : `There are ${chains} chains of ${numbers.length} generations.`,
      'lineage',
      `Give at least 2 chains of ${fewestGenerations} generations, better 3 of 10.`,
    );
  const squared = pairDistances(rows.z, rows.count, rows.width);
  const distance = (i: number, k: number) => Math.sqrt(squared[i * rows.count + k]!);
  const everyRow = [...rows.groups.keys()];
  const course = numbers.map((number) => {
    const own = everyRow.filter((row) => generation[row] === number);
    const between = own.flatMap((i) => own.filter((k) => k < i).map((k) => distance(i, k)));
    const fromStart = own.flatMap((i) =>
      everyRow
        .filter((k) => generation[k] === numbers[0] && rows.groups[k] === rows.groups[i])
        .map((k) => distance(i, k)),
    );
    return { generation: number, tracks: own.length, spread: average(between), displacement: average(fromStart) };
  });
  const spread = trendLine(
    numbers,
    course.map((step) => Math.log(step.spread)),
    seed,
  );
  // the originals are no distance from themselves
  const away = course.slice(1);
  const displacement = trendLine(
    away.map((step) => step.generation),
    away.map((step) => step.displacement),
    seed,
  );
  const { value, low, high } = spread.slope;
  return {
    chains,
    generations: course,
    course:
      spread.test.falling <= error ? 'shrinking' : displacement.test.rising <= error ? 'drifting' : 'standing still',
    rule,
    spreadFactor: { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) },
    spread: spread.test,
    displacement: displacement.test,
  };
}

function average(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
