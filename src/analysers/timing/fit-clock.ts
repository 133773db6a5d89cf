import { mean, median } from '../../dsp/statistics.js';

/** A clock fitted to events at whole steps. */
export type Clock = {
  /** Seconds by which each event lies after the clock that the other events tell. */
  readonly deviations: Float64Array;
  /** The clock's own seconds at each event. */
  readonly seconds: Float64Array;
  /** Whether it is one line or parabola over all events, not a line for each neighbourhood. */
  readonly whole: boolean;
};

/** Beats to either side of an event that its clock is fitted to, where one line or parabola does not do. */
const reachesInBeats = [16, 8, 4] as const;
const fewestNeighbours = 6;
/** A softer clock must leave less than this share: who plays to a click wanders about it, and that is no change of tempo. */
const gain = 0.65;
const outlierDeviations = 4;

/**
 * Where each event should be by the others: t = a + b k by least squares over all, t = a + b k + c k^2 over all, or
 * t = a + b k over the neighbours within 16, 8 or 4 beats, the event itself left out. A softer clock is taken where it
 * foretells the events a third better than the stiffer ones; events far off it are then left out of all fits.
 * Undefined where events are few. `places` ascend.
 */
export function fitClock(places: ArrayLike<number>, times: ArrayLike<number>, stepsPerBeat: number): Clock | undefined {
  const count = places.length;
  if (count <= fewestNeighbours || !(places[count - 1]! > places[0]!)) return undefined;
  const points = Array.from(places, (place, i) => ({ place, seconds: times[i]!, weight: 1 }));
  let best = stiffest(points, stepsPerBeat);
  if (best === undefined) return undefined;
  const usual = 1.4826 * median(best.deviations.map(Math.abs));
  if (usual > 0) {
    points.forEach((point, i) => {
      point.weight = Math.abs(best!.deviations[i]!) > outlierDeviations * usual ? 0 : 1;
    });
    best = stiffest(points, stepsPerBeat) ?? best;
  }
  return best;
}

type Point = { readonly place: number; readonly seconds: number; weight: number };

function stiffest(points: readonly Point[], stepsPerBeat: number): Clock | undefined {
  let chosen: { clock: Clock; error: number } | undefined;
  const clocks = [
    curve(points, 1),
    curve(points, 2),
    ...reachesInBeats.map((beats) => lines(points, beats * stepsPerBeat)),
  ];
  for (const clock of clocks) {
    if (clock === undefined) continue;
    const error = mean(clock.deviations.map((deviation, i) => (points[i]!.weight > 0 ? Math.abs(deviation) : NaN)));
    if (chosen === undefined || error < gain * chosen.error) chosen = { clock, error };
  }
  return chosen?.clock;
}

/** One line or parabola through all; each deviation is that from the one without the event: e / (1 - leverage). */
function curve(points: readonly Point[], degrees: 1 | 2): Clock | undefined {
  const first = points[0]!;
  const span = points.at(-1)!.place - first.place;
  const line = (points.at(-1)!.seconds - first.seconds) / span;
  const x = points.map(({ place }) => (2 * (place - first.place)) / span - 1);
  const y = points.map(({ place, seconds }) => seconds - first.seconds - line * (place - first.place));
  // Gram-Schmidt over the events: the coefficients and leverages are then plain sums
  const basis: number[][] = [];
  for (let degree = 0; degree <= degrees; degree++) {
    const column = x.map((value) => value ** degree);
    for (const other of basis) {
      const share = dot(column, other, points);
      for (let i = 0; i < column.length; i++) column[i]! -= share * other[i]!;
    }
    const length = Math.sqrt(dot(column, column, points));
    if (!(length > 1e-6)) return undefined;
    basis.push(column.map((value) => value / length));
  }
  const weights = basis.map((column) => dot(column, y, points));
  const fitted = x.map((_, i) => basis.reduce((sum, column, d) => sum + weights[d]! * column[i]!, 0));
  return {
    deviations: Float64Array.from(points, ({ weight }, i) => {
      const leverage = weight * basis.reduce((sum, column) => sum + column[i]! ** 2, 0);
      return leverage < 1 ? (y[i]! - fitted[i]!) / (1 - leverage) : NaN;
    }),
    seconds: Float64Array.from(points, ({ place }, i) => first.seconds + line * (place - first.place) + fitted[i]!),
    whole: true,
  };
}

function dot(a: readonly number[], b: readonly number[], points: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += points[i]!.weight * a[i]! * b[i]!;
  return sum;
}

/** A line through the neighbours of each event. */
function lines(points: readonly Point[], reach: number): Clock | undefined {
  const deviations = new Float64Array(points.length).fill(NaN);
  const fitted = new Float64Array(points.length).fill(NaN);
  let from = 0;
  let to = 0;
  for (let i = 0; i < points.length; i++) {
    const { place, seconds } = points[i]!;
    while (points[from]!.place < place - reach) from++;
    while (to < points.length && points[to]!.place <= place + reach) to++;
    const clock = lineWithout(points, from, to, i);
    if (clock === undefined) return undefined;
    fitted[i] = clock;
    deviations[i] = seconds - clock;
  }
  return { deviations, seconds: fitted, whole: false };
}

/** The seconds at the place of `left`, by the points [from, to) but it; undefined where they are few or all at one place. */
function lineWithout(points: readonly Point[], from: number, to: number, left: number): number | undefined {
  const origin = points[left]!;
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  let squares = 0;
  let products = 0;
  for (let i = from; i < to; i++) {
    const { place, seconds, weight } = points[i]!;
    if (i === left || weight === 0) continue;
    const x = place - origin.place;
    const y = seconds - origin.seconds;
    count++;
    sumX += x;
    sumY += y;
    squares += x * x;
    products += x * y;
  }
  const spread = count * squares - sumX * sumX;
  if (count < fewestNeighbours || !(spread > 0)) return undefined;
  const slope = (count * products - sumX * sumY) / spread;
  return origin.seconds + (sumY - slope * sumX) / count;
}
