import { placeInBeat } from './beat-clock.js';

/** How far an onset lies from the sixteenth it belongs to, by a clock fitted to its neighbours alone. */
export type GridDeviation = {
  /** Sixteenths from the first beat. */
  readonly sixteenth: number;
  /** Place in the beat, 0 to 3. */
  readonly position: number;
  /** Seconds; late is above zero. */
  readonly seconds: number;
  /** Seconds between sixteenths here. */
  readonly step: number;
};

const reachSixteenths = 16;
const fewestNeighbours = 6;

/**
 * Each onset is given to the nearest sixteenth of the beat it lies in; t = a + b sixteenth is fitted to the other onsets
 * within four beats by least squares, and what is left of the onset's own time is its deviation.
 */
export function gridDeviations(beats: Float64Array, onsets: Float64Array): GridDeviation[] {
  const times: number[] = [];
  const places: number[] = [];
  for (const seconds of onsets) {
    const place = placeInBeat(beats, seconds);
    if (place === undefined) continue;
    times.push(seconds);
    places.push(4 * place.beat + Math.round(4 * place.phase));
  }
  const deviations: GridDeviation[] = [];
  let from = 0;
  let to = 0;
  for (let k = 0; k < times.length; k++) {
    while (places[from]! < places[k]! - reachSixteenths) from++;
    while (to < times.length && places[to]! <= places[k]! + reachSixteenths) to++;
    const clock = lineWithout(places, times, from, to, k);
    if (clock === undefined) continue;
    deviations.push({
      sixteenth: places[k]!,
      position: places[k]! % 4,
      seconds: times[k]! - clock.start - clock.step * places[k]!,
      step: clock.step,
    });
  }
  return deviations;
}

/** Least squares through the points [from, to) but `left`; undefined where they are few or all at one place. */
function lineWithout(
  places: readonly number[],
  times: readonly number[],
  from: number,
  to: number,
  left: number,
): { start: number; step: number } | undefined {
  const count = to - from - 1;
  if (count < fewestNeighbours) return undefined;
  let [sumPlace, sumTime] = [-places[left]!, -times[left]!];
  for (let i = from; i < to; i++) {
    sumPlace += places[i]!;
    sumTime += times[i]!;
  }
  const [meanPlace, meanTime] = [sumPlace / count, sumTime / count];
  let [squares, products] = [0, 0];
  for (let i = from; i < to; i++) {
    if (i === left) continue;
    squares += (places[i]! - meanPlace) ** 2;
    products += (places[i]! - meanPlace) * (times[i]! - meanTime);
  }
  if (!(squares > 0) || !(products > 0)) return undefined;
  const step = products / squares;
  return { step, start: meanTime - step * meanPlace };
}
