import { seededRandom } from '../../src/dsp/seeded-random.js';
import { mean, quantile } from '../../src/dsp/statistics.js';
import { SwerveError } from '../../src/errors.js';

/** A statistic of all items and its confidence bounds; bounds are NaN where there are fewer than two groups. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

export type BootstrapOptions = {
  /** The group (artist, recording) of each item; items of a group are drawn together. Each item is its own unless told. */
  readonly groups?: readonly string[];
  readonly seed?: number;
  readonly resamples?: number;
  readonly confidence?: number;
};

/**
 * Percentile bootstrap (Efron 1979): quantiles of the statistic over resamples of as many groups, drawn with replacement.
 * A resample on which the statistic is NaN (an AUC without negatives) is left out.
 */
export function bootstrap<T>(
  items: readonly T[],
  statistic: (items: readonly T[]) => number,
  { groups, seed = 1, resamples = 2000, confidence = 0.95 }: BootstrapOptions = {},
): Interval {
  if (groups !== undefined && groups.length !== items.length)
    throw new SwerveError(
      'invalid-argument',
      `There are ${groups.length} groups for ${items.length} items.`,
      'groups',
      'Name the group of each item.',
    );
  const units = new Map<string | number, T[]>();
  items.forEach((item, i) => {
    const key = groups?.[i] ?? i;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [item]);
    else unit.push(item);
  });
  const drawFrom = [...units.values()];
  const value = statistic(items);
  if (drawFrom.length < 2) return { value, low: Number.NaN, high: Number.NaN };

  const next = seededRandom(seed);
  const draws: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const drawn: T[] = [];
    for (let i = 0; i < drawFrom.length; i++) drawn.push(...drawFrom[Math.floor(next() * drawFrom.length)]!);
    const draw = statistic(drawn);
    if (!Number.isNaN(draw)) draws.push(draw);
  }
  draws.sort((a, b) => a - b);
  return { value, low: quantile(draws, (1 - confidence) / 2), high: quantile(draws, (1 + confidence) / 2) };
}

/** The mean of the defined values with its bootstrap interval; NaN of none. */
export function meanInterval(values: readonly number[], options?: BootstrapOptions): Interval {
  return bootstrap(values, mean, options);
}
