import { median } from '../../dsp/statistics.js';

const outlierDeviations = 4;

/**
 * Percent a minute by which the tempo rises: -12000 c / b^2 with t = a + b k + c k^2 fitted by least squares to the
 * seconds t of the beats k, once more without those four robust deviations off. NaN where there are fewer than four.
 */
export function tempoDrift(beats: ArrayLike<number>, seconds: ArrayLike<number>): number {
  const all = Array.from({ length: beats.length }, (_, i) => i);
  const first = parabola(beats, seconds, all);
  if (first === undefined) return NaN;
  const residuals = all.map((i) => Math.abs(seconds[i]! - first.at(beats[i]!)));
  const limit = outlierDeviations * 1.4826 * median(residuals);
  const kept = limit > 0 ? all.filter((i) => residuals[i]! <= limit) : all;
  const { step, bend } = parabola(beats, seconds, kept) ?? first;
  return (-12000 * bend) / (step * step);
}

/** `step` is the slope at the middle of the events. */
function parabola(beats: ArrayLike<number>, seconds: ArrayLike<number>, kept: readonly number[]) {
  const n = kept.length;
  if (n < 4) return undefined;
  const average = (value: (i: number) => number) => kept.reduce((sum, i) => sum + value(i), 0) / n;
  const middle = average((i) => beats[i]!);
  const start = average((i) => seconds[i]!);
  const x = (i: number) => beats[i]! - middle;
  const y = (i: number) => seconds[i]! - start;
  const [square, cube, fourth] = [2, 3, 4].map((power) => average((i) => x(i) ** power)) as [number, number, number];
  const product = average((i) => x(i) * y(i));
  const squareProduct = average((i) => x(i) ** 2 * y(i));
  const determinant = square * (fourth - square * square) - cube * cube;
  if (!(determinant > 0)) return undefined;
  const step = (product * (fourth - square * square) - squareProduct * cube) / determinant;
  const bend = (square * squareProduct - cube * product) / determinant;
  return { step, bend, at: (beat: number) => start + step * (beat - middle) + bend * ((beat - middle) ** 2 - square) };
}
