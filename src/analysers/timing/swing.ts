import { median, medianAbsoluteDeviation } from '../../dsp/statistics.js';
import type { Grid } from './grid-deviations.js';

/** Where in the beat the second of two swung quavers may lie: even is 1/2, triplet 2/3. */
const from = 0.44;
const to = 0.74;
const onBeatReach = 0.12;
const fewest = 8;
/** Robust standard deviation of places anywhere between `from` and `to`. */
const anywhere = 1.4826 * 0.25 * (to - from);

export type Swing = {
  /** p / (1 - p), p the median place of second quavers, counted from where beats are in the median. */
  readonly ratio: number;
  /** 1 - robust SD of the places / that of places anywhere, 0 to 1. */
  readonly confidence: number;
};

/**
 * Undefined where there are too few onsets on or between beats. A beat is four steps of the grid, or three of triplets, or
 * as many as the pulse has where that leaves nothing between beats. Source: Marchand & Peeters 2015 for the ratio.
 */
export function swingOf(grid: Grid): Swing | undefined {
  const { stepsPerBeat } = grid;
  return swingIn(grid, stepsPerBeat === 3 ? 3 : 4) ?? (stepsPerBeat > 4 ? swingIn(grid, stepsPerBeat) : undefined);
}

function swingIn({ stepSeconds, deviations }: Grid, steps: number): Swing | undefined {
  const places = deviations.map(({ step, seconds }) => {
    const place = (step + seconds / stepSeconds) / steps;
    return place - Math.floor(place + onBeatReach);
  });
  const onBeat = places.filter((place) => place <= onBeatReach);
  const between = places.filter((place) => place >= from && place <= to);
  if (Math.min(onBeat.length, between.length) < fewest) return undefined;
  const place = median(between) - median(onBeat);
  const scatter = 1.4826 * medianAbsoluteDeviation(between);
  return { ratio: place / (1 - place), confidence: Math.max(0, 1 - scatter / anywhere) };
}
