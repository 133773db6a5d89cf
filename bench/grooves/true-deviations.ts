import { mean } from '../../src/dsp/statistics.js';
import { mergeStrokes } from '../metrics/merge-strokes.js';
import type { Groove } from './groove.js';

/** An onset as it was played; `milliseconds` late of its step, undefined half way between steps, where none is its own. */
export type PlayedOnset = { readonly seconds: number; readonly milliseconds: number | undefined };

/** Where strokes lie closer to triplets than to sixteenths by this much, they are counted from triplets. */
const clearlyCloser = 0.75;
const reachSteps = 0.4;

/**
 * Each onset's deviation from the steps of the click, after the player's mean lag and the line that fits best (nobody who
 * does not hear the click can know them). Strokes within 30 ms are one onset.
 */
export function trueDeviations(groove: Groove): PlayedOnset[] {
  const seconds = mergeStrokes(groove.strokes.map((stroke) => stroke.seconds));
  const stepSeconds = 60 / groove.bpm / stepsOf(groove);
  const lag = lagOf(groove, seconds, stepSeconds);
  const offsets = seconds.map((second) => {
    const place = (second - groove.startSeconds) / stepSeconds - lag;
    return place - Math.round(place);
  });
  const near = seconds.flatMap((second, i) =>
    Math.abs(offsets[i]!) < reachSteps ? [{ second, late: 1000 * stepSeconds * offsets[i]! }] : [],
  );
  const line = lineThrough(near);
  return seconds.map((second, i) => ({
    seconds: second,
    milliseconds: Math.abs(offsets[i]!) < reachSteps ? 1000 * stepSeconds * offsets[i]! - line(second) : undefined,
  }));
}

/** Steps in a beat that the groove is played on: 3 or 4. */
export function stepsOf(groove: Groove): number {
  const seconds = mergeStrokes(groove.strokes.map((stroke) => stroke.seconds));
  return distance(groove, seconds, 3) < clearlyCloser * distance(groove, seconds, 4) ? 3 : 4;
}

/** Mean distance to the steps in steps. */
function distance(groove: Groove, seconds: readonly number[], steps: number): number {
  const stepSeconds = 60 / groove.bpm / steps;
  const lag = lagOf(groove, seconds, stepSeconds);
  return mean(
    seconds.map((second) => {
      const place = (second - groove.startSeconds) / stepSeconds - lag;
      return Math.abs(place - Math.round(place));
    }),
  );
}

/** Mean direction, in steps. */
function lagOf(groove: Groove, seconds: readonly number[], stepSeconds: number): number {
  const turns = seconds.map((second) => (2 * Math.PI * (second - groove.startSeconds)) / stepSeconds);
  return Math.atan2(mean(turns.map(Math.sin)), mean(turns.map(Math.cos))) / (2 * Math.PI);
}

function lineThrough(
  points: readonly { readonly second: number; readonly late: number }[],
): (second: number) => number {
  const [centre, height] = [mean(points.map(({ second }) => second)), mean(points.map(({ late }) => late))];
  let [products, squares] = [0, 0];
  for (const { second, late } of points) {
    products += (second - centre) * (late - height);
    squares += (second - centre) ** 2;
  }
  return (second) => height + (squares > 0 ? products / squares : 0) * (second - centre);
}
