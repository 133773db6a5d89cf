import { median } from '../../dsp/statistics.js';
import { placeInBeat } from './beat-clock.js';
import { fitClock } from './fit-clock.js';
import { stepMixture } from './step-mixture.js';

/** How far an onset lies from the step of the grid it belongs to, by a clock fitted to the other onsets. */
export type GridDeviation = {
  /** Index among the onsets. */
  readonly onset: number;
  /** Steps from the first beat. */
  readonly step: number;
  /** Which step of the beat, from 0. */
  readonly place: number;
  /** Seconds; late is above zero. */
  readonly seconds: number;
  /** False where it rather lies anywhere than about its step. */
  readonly belongs: boolean;
};

export type Grid = {
  readonly stepsPerBeat: number;
  readonly stepSeconds: number;
  /** Whether one line or parabola is the clock of all onsets. */
  readonly oneClock: boolean;
  readonly deviations: readonly GridDeviation[];
};

const usualSteps = 4;
/**
 * Where the pulse that was heard is double, half or two thirds of what sixteenths are counted from, or the music is in
 * triplets: other steps of the beat, within these seconds, and by how many nats an onset they must be likelier.
 */
const otherSteps = [
  { steps: 2, slowestStep: 0.25, fastestStep: 0.13, clearlyMore: 0 },
  { steps: 3, slowestStep: 0.4, fastestStep: 0.1, clearlyMore: 0.25 },
  { steps: 6, slowestStep: 0.15, fastestStep: 0.085, clearlyMore: 0.25 },
  { steps: 8, slowestStep: 0.13, fastestStep: 0.085, clearlyMore: 0.25 },
] as const;
const fewestOnsets = 16;
/** Nats by which steps must be likelier than no steps, or the onsets do not keep to the beats: an onset (a normal of a fifth of a step), and in all. */
const leastGain = 0.25;
const leastGainInAll = 8;
const fewestAtPlace = 8;
/** No player and no detector keeps closer to the steps. */
const leastSpreadSeconds = 0.002;

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
  const { stepsPerBeat, steps, gain } = likeliestSteps(
    placed.map(({ beats }) => beats),
    beatSeconds,
  );
  if (gain < Math.max(leastGain, leastGainInAll / placed.length)) return 'onsets do not keep to the beats';

  const clock = fitClock(
    steps,
    placed.map(({ seconds }) => seconds),
    stepsPerBeat,
  );
  if (clock === undefined) return 'too few onsets on the beats';
  const stepSeconds = beatSeconds / stepsPerBeat;
  const known = placed.flatMap(({ onset }, i) => {
    const seconds = clock.deviations[i]!;
    const step = steps[i]!;
    return Number.isNaN(seconds) ? [] : [{ onset, step, place: placeOf(step, stepsPerBeat), seconds }];
  });
  const belongs = belonging(known, stepsPerBeat, stepSeconds);
  return {
    stepsPerBeat,
    stepSeconds,
    oneClock: clock.whole,
    deviations: known.map((one, i) => ({ ...one, belongs: belongs[i]! })),
  };
}

type Steps = { readonly stepsPerBeat: number; readonly steps: readonly number[]; readonly gain: number };

/** The grid that makes the places of the onsets likeliest: nats for how near its steps they lie, and for which of them they take. */
function likeliestSteps(places: readonly number[], beatSeconds: number): Steps {
  let best = stepsOf(places, usualSteps, beatSeconds);
  for (const { steps, slowestStep, fastestStep, clearlyMore } of otherSteps) {
    const stepSeconds = beatSeconds / steps;
    if (stepSeconds > slowestStep || stepSeconds < fastestStep) continue;
    const other = stepsOf(places, steps, beatSeconds);
    if (other.evidence > best.evidence + clearlyMore) best = other;
  }
  return best;
}

function stepsOf(
  places: readonly number[],
  stepsPerBeat: number,
  beatSeconds: number,
): Steps & { readonly evidence: number } {
  const offset = lagOf(places, stepsPerBeat);
  const steps = places.map((place) => Math.round(stepsPerBeat * place - offset));
  const { gain, belongs } = stepMixture(
    places.map((place, i) => stepsPerBeat * place - offset - steps[i]!),
    (leastSpreadSeconds * stepsPerBeat) / beatSeconds,
  );
  // which step of the beat, foretold by the onsets before it (Krichevsky-Trofimov): a finer grid must earn its steps
  const counts = new Float64Array(stepsPerBeat).fill(0.5);
  let [total, taken] = [stepsPerBeat / 2, 0];
  steps.forEach((step, i) => {
    const place = placeOf(step, stepsPerBeat);
    taken += belongs[i]! * Math.log((stepsPerBeat * counts[place]!) / total);
    counts[place]! += belongs[i]!;
    total += belongs[i]!;
  });
  return { stepsPerBeat, steps, gain, evidence: gain + taken / places.length };
}

function placeOf(step: number, stepsPerBeat: number): number {
  return ((step % stepsPerBeat) + stepsPerBeat) % stepsPerBeat;
}

/** Whether each onset is rather its step's, counted from the median of its place in the beat, than one that lies anywhere. */
function belonging(
  known: readonly { readonly place: number; readonly seconds: number }[],
  stepsPerBeat: number,
  stepSeconds: number,
): boolean[] {
  const centres = Array.from({ length: stepsPerBeat }, (_, place) => {
    const there = known.filter((one) => one.place === place);
    return there.length < fewestAtPlace ? 0 : median(there.map(({ seconds }) => seconds));
  });
  const offsets = known.map((one) => (one.seconds - centres[one.place]!) / stepSeconds);
  const { belongs } = stepMixture(
    offsets.map((offset) => offset - Math.round(offset)),
    leastSpreadSeconds / stepSeconds,
  );
  return offsets.map((offset, i) => Math.abs(offset) < 0.5 && belongs[i]! >= 0.5);
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
