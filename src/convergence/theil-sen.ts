import { median } from '../dsp/statistics.js';

/** A line through points, robust against a quarter of them: value at time 0, and slope. */
export type Line = { readonly start: number; readonly slope: number };

/** Median of the slopes between any two points, and the median of what it leaves (Theil 1950; Sen 1968). NaN values are left out. */
export function theilSen(times: ArrayLike<number>, values: ArrayLike<number>): Line {
  const slopes = new Float64Array((times.length * Math.max(0, times.length - 1)) / 2);
  let at = 0;
  for (let i = 1; i < times.length; i++)
    for (let k = 0; k < i; k++)
      slopes[at++] = times[i] === times[k] ? NaN : (values[i]! - values[k]!) / (times[i]! - times[k]!);
  const slope = median(slopes);
  return { slope, start: median(Array.from(values, (value, i) => value - slope * times[i]!)) };
}
