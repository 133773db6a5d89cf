import { seededRandom } from '../dsp/seeded-random.js';
import { quantile } from '../dsp/statistics.js';
import { type Interval, intervalTail } from './interval.js';
import { type MannKendall, mannKendall } from './mann-kendall.js';
import { theilSen } from './theil-sen.js';

/** The course of one number over time. */
export type TrendLine = {
  /** Change per unit of time. */
  readonly slope: Interval;
  readonly test: MannKendall;
  /** The line at each time, with the 95 % band of resampled lines. */
  readonly line: readonly Interval[];
};

const resamples = 500;

/**
 * Theil–Sen line with a moving-block bootstrap of what it leaves (Künsch 1989; blocks of the cube root of the number of
 * points, for neighbouring years are alike), and Mann & Kendall's test.
 */
export function trendLine(times: readonly number[], values: readonly number[], seed: number): TrendLine {
  const { start, slope } = theilSen(times, values);
  const fitted = times.map((time) => start + slope * time);
  const left = values.map((value, i) => value - fitted[i]!);
  const block = Math.max(1, Math.round(Math.cbrt(times.length)));
  const random = seededRandom(seed);
  const slopes = new Float64Array(resamples);
  const lines = times.map(() => new Float64Array(resamples));
  for (let draw = 0; draw < resamples; draw++) {
    const drawn: number[] = [];
    while (drawn.length < times.length) {
      const from = Math.floor(random() * times.length);
      for (let i = 0; i < block; i++) drawn.push(left[(from + i) % times.length]!);
    }
    const resampled = theilSen(
      times,
      fitted.map((value, i) => value + drawn[i]!),
    );
    slopes[draw] = resampled.slope;
    times.forEach((time, i) => {
      lines[i]![draw] = resampled.start + resampled.slope * time;
    });
  }
  return {
    slope: withBounds(slope, slopes),
    test: mannKendall(values),
    line: fitted.map((value, i) => withBounds(value, lines[i]!)),
  };
}

function withBounds(value: number, draws: Float64Array): Interval {
  draws.sort();
  return { value, low: quantile(draws, intervalTail), high: quantile(draws, 1 - intervalTail) };
}
