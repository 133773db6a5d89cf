import { seededRandom } from '../dsp/seeded-random.js';
import { type Frames, footeNovelty } from '../dsp/self-distance.js';
import type { PermutationOptions } from './narrowing.js';
import { theilSen } from './theil-sen.js';

/** A time at which the music changes at once. */
export type ChangePoint = {
  /** The first time after the change. */
  readonly time: number;
  /** Checkerboard novelty in robust z (root mean square over features). */
  readonly novelty: number;
  /** Share of permutations of the times whose largest novelty is as large. */
  readonly p: number;
};

const mostReach = 5;
const leastReach = 2;
const error = 0.05;

/**
 * Where a kernel of Foote's (2000) along the diagonal of the distances between times peaks higher than it does in
 * permuted orders. `frames` has one row per time. Each column first loses its Theil–Sen line: a steady drift is a trend
 * and no change point. Needs 8 times; without serial correlation in what is left.
 */
export function changePoints(
  times: readonly number[],
  frames: Frames,
  { permutations, seed }: PermutationOptions,
): ChangePoint[] {
  const reach = Math.min(mostReach, Math.floor(times.length / 4));
  if (reach < leastReach) return [];
  const level = withoutTrend(times, frames);
  const novelty = footeNovelty(level, (squared) => Math.sqrt(squared / level.size), reach);
  const random = seededRandom(seed);
  const largest = Float64Array.from({ length: permutations }, () =>
    Math.max(...footeNovelty(permuted(level, random), (squared) => Math.sqrt(squared / level.size), reach)),
  );
  const changes: ChangePoint[] = [];
  novelty.forEach((value, place) => {
    if (value < (novelty[place - 1] ?? 0) || value <= (novelty[place + 1] ?? 0)) return;
    const p = (1 + largest.filter((other) => other >= value).length) / (permutations + 1);
    if (p <= error) changes.push({ time: times[place + reach]!, novelty: value, p });
  });
  return changes;
}

function withoutTrend(times: readonly number[], { count, size, rows }: Frames): Frames {
  const level = rows.slice();
  for (let column = 0; column < size; column++) {
    const values = Array.from({ length: count }, (_, row) => rows[row * size + column]!);
    const { start, slope } = theilSen(times, values);
    for (let row = 0; row < count; row++) level[row * size + column]! -= start + slope * times[row]!;
  }
  return { count, size, rows: level };
}

function permuted({ count, size, rows }: Frames, random: () => number): Frames {
  const order = Array.from({ length: count }, (_, row) => row);
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  const moved = new Float64Array(rows.length);
  order.forEach((from, to) => {
    moved.set(rows.subarray(from * size, (from + 1) * size), to * size);
  });
  return { count, size, rows: moved };
}
