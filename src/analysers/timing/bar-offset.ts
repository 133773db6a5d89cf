import type { GivenEvents } from '../../analysis/analyser.js';

/** The step, from the first beat, on which bars of sixteen steps begin; undefined where no sixteen steps make bars. */
export function barOffset({ rows }: GivenEvents, metre: number, stepsPerBeat: number): number | undefined {
  if (metre !== 4 || ![2, 4, 8].includes(stepsPerBeat)) return undefined;
  const downbeat = rows.indexOf(1);
  return downbeat < 0 ? undefined : (downbeat * stepsPerBeat) % 16;
}
