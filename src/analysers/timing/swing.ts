import { mean, medianAbsoluteDeviation, sortedDefined } from '../../dsp/statistics.js';
import type { Grid } from './grid-deviations.js';

/** Where in the beat the second of two swung quavers may lie: even is 1/2, triplet 2/3. */
const from = 0.44;
const to = 0.74;
const onBeatReach = 0.12;
const fewest = 8;
/** Robust standard deviation of places anywhere between `from` and `to`. */
const anywhere = 1.4826 * 0.25 * (to - from);

export type Swing = {
  /** p / (1 - p), p the usual place of second quavers, counted from where beats usually are. */
  readonly ratio: number;
  /** 1 - robust SD of the places / that of places anywhere, 0 to 1. */
  readonly confidence: number;
};

/** Steps that make a beat, by steps in the pulse that was heard: where that is a quaver, half a beat, or two thirds of one, others. */
const beatSteps: Readonly<Record<number, readonly number[]>> = { 2: [2, 4], 3: [3], 4: [4], 6: [4, 6], 8: [4, 8] };

/** Of the first beat that has enough onsets on it and between; undefined where none has. Source: Marchand & Peeters 2015 for the ratio. */
export function swingOf(grid: Grid): Swing | undefined {
  for (const steps of beatSteps[grid.stepsPerBeat] ?? []) {
    const swing = swingIn(grid, steps);
    if (swing !== undefined) return swing;
  }
  return undefined;
}

function swingIn({ stepSeconds, deviations }: Grid, steps: number): Swing | undefined {
  const places = deviations.map(({ step, seconds }) => {
    const place = (step + seconds / stepSeconds) / steps;
    return place - Math.floor(place + onBeatReach);
  });
  const onBeat = places.filter((place) => place <= onBeatReach);
  const between = places.filter((place) => place >= from && place <= to);
  if (Math.min(onBeat.length, between.length) < fewest) return undefined;
  const place = middleMean(between) - middleMean(onBeat);
  const scatter = 1.4826 * medianAbsoluteDeviation(between);
  return { ratio: place / (1 - place), confidence: Math.max(0, 1 - scatter / anywhere) };
}

/** Mean of the middle half: as deaf to strays as the median nearly, and steadier. */
function middleMean(values: readonly number[]): number {
  const sorted = sortedDefined(values);
  const quarter = Math.floor(sorted.length / 4);
  return mean(sorted.subarray(quarter, sorted.length - quarter));
}
