import { placeInBeat } from './beat-clock.js';
import { fitClock } from './fit-clock.js';

/** How far an onset lies from the step of the grid it belongs to, by a clock fitted to the other onsets. */
export type GridDeviation = {
  /** Index among the onsets. */
  readonly onset: number;
  /** Steps from the first beat. */
  readonly step: number;
  /** Seconds; late is above zero. */
  readonly seconds: number;
};

export type Grid = {
  readonly stepsPerBeat: number;
  readonly stepSeconds: number;
  /** Mean distance of the onsets from the steps over that of onsets anywhere, 0 to 1. */
  readonly looseness: number;
  readonly deviations: readonly GridDeviation[];
};

const usualSteps = 4;
/** Triplets; and where the pulse is half, two thirds or double of what sixteenths are counted from, so much finer or coarser. */
const rarerSteps = [
  { steps: 3, slowestStep: 0.4, fastestStep: 0.1 },
  { steps: 8, slowestStep: 0.13, fastestStep: 0.085 },
  { steps: 6, slowestStep: 0.15, fastestStep: 0.085 },
  { steps: 2, slowestStep: 0.18, fastestStep: 0.13 },
] as const;
/** A rarer grid must leave this share of what sixteenths leave. */
const clearlyLess = 0.75;
const fewestOnsets = 16;
/** Of what onsets anywhere leave, which is a quarter of a step on average, give or take 0.58 / sqrt n of it. */
const mostLooseness = 0.8;
const chanceDeviations = 3;

/** Why there is no grid, or the onsets on it: sixteenths of the beat, or what are sixteenths at a likelier pulse. */
export function gridDeviations(beats: Float64Array, onsets: Float64Array): Grid | string {
  if (beats.length < 2) return 'no steady pulse';
  const smooth = smoothBeats(beats);
  const placed = Array.from(onsets, (seconds, onset) => ({
    onset,
    seconds,
    place: placeInBeat(smooth, seconds),
  })).flatMap(({ onset, seconds, place }) =>
    place === undefined ? [] : [{ onset, seconds, beats: place.beat + place.phase }],
  );
  if (placed.length < fewestOnsets) return 'too few onsets on the beats';
  const beatSeconds = (smooth.at(-1)! - smooth[0]!) / (smooth.length - 1);
  const places = placed.map(({ beats }) => beats);
  const usual = looseness(places, usualSteps);
  let [stepsPerBeat, loose]: [number, number] = [usualSteps, usual];
  for (const { steps, slowestStep, fastestStep } of rarerSteps) {
    const stepSeconds = beatSeconds / steps;
    if (stepSeconds > slowestStep || stepSeconds < fastestStep) continue;
    const other = looseness(places, steps);
    if (other < clearlyLess * usual && other < loose) [stepsPerBeat, loose] = [steps, other];
  }
  if (loose > Math.min(mostLooseness, 1 - (chanceDeviations * 0.58) / Math.sqrt(placed.length)))
    return 'onsets do not keep to the beats';

  const offset = lagOf(places, stepsPerBeat);
  const steps = places.map((place) => Math.round(stepsPerBeat * place - offset));
  const clock = fitClock(
    steps,
    placed.map(({ seconds }) => seconds),
    stepsPerBeat,
  );
  if (clock === undefined) return 'too few onsets on the beats';
  const deviations = placed.flatMap(({ onset }, i) => {
    const seconds = clock.deviations[i]!;
    return Number.isNaN(seconds) ? [] : [{ onset, step: steps[i]!, seconds }];
  });
  return { stepsPerBeat, stepSeconds: beatSeconds / stepsPerBeat, looseness: loose, deviations };
}

/** Mean distance from the grid's steps over that of onsets anywhere: 0 on the grid, 1 by chance. */
function looseness(places: readonly number[], steps: number): number {
  const offset = lagOf(places, steps);
  let sum = 0;
  for (const place of places) {
    const at = steps * place - offset;
    sum += Math.abs(at - Math.round(at));
  }
  return (4 * sum) / places.length;
}

/** The mean direction of the places, in steps: by how much the onsets as a whole come after the beats that were heard. */
function lagOf(places: readonly number[], steps: number): number {
  let [cosines, sines] = [0, 0];
  for (const place of places) {
    cosines += Math.cos(2 * Math.PI * steps * place);
    sines += Math.sin(2 * Math.PI * steps * place);
  }
  return Math.atan2(sines, cosines) / (2 * Math.PI);
}

/** The beats by a clock fitted to them, so that no stroke on a beat moves what lies near it. */
function smoothBeats(beats: Float64Array): Float64Array {
  const clock = fitClock(
    beats.map((_, i) => i),
    beats,
    1,
  );
  return clock?.seconds ?? beats;
}
