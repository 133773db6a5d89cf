import { type BeatPathOptions, beatPath } from './beat-path.js';
import type { MetricalLikelihood } from './metrical-likelihood.js';
import { vertexOffset } from './onsets.js';

/** Frames between beats: 40 to 240 BPM at 10 ms, 2 % apart where a frame is finer. */
export const beatIntervals: readonly number[] = intervalsBetween(25, 150);
export const beatOptions: BeatPathOptions = {
  trust: 0.5,
  steadiness: 100,
  expectedBpm: 100,
  expectedOctaves: 0.6,
  expectation: 30,
};
/** A long recording is decoded in stretches, each going on from the last sure beat of the one before: memory stays level. */
const stretchFrames = 9000;
const unsureFrames = 1500;

/** Beats as places in frames, fractions included, ascending. */
export function trackBeats(likelihood: MetricalLikelihood): number[] {
  const frames: number[] = [];
  let start = 0;
  let interval: number | undefined;
  for (;;) {
    const end = Math.min(likelihood.count, start + stretchFrames);
    const path = beatPath(slice(likelihood, start, end), beatIntervals, beatOptions, interval);
    const whole = end === likelihood.count;
    const sure = path.frames.filter((frame) => whole || frame < stretchFrames - unsureFrames);
    for (const frame of interval === undefined ? sure : sure.slice(1)) frames.push(start + frame);
    if (whole || sure.length < 2) break;
    start = frames.at(-1)!;
    interval = sure.at(-1)! - sure.at(-2)!;
  }
  const { beat } = likelihood;
  return frames.map((t) => t + vertexOffset(beat[t - 1] ?? beat[t]!, beat[t]!, beat[t + 1] ?? beat[t]!));
}

function slice(likelihood: MetricalLikelihood, start: number, end: number): MetricalLikelihood {
  return {
    ...likelihood,
    count: end - start,
    beat: likelihood.beat.subarray(start, end),
    half: likelihood.half.subarray(start, end),
    subdivision: likelihood.subdivision.subarray(start, end),
  };
}

function intervalsBetween(shortest: number, longest: number): number[] {
  const intervals: number[] = [];
  for (let frames = shortest; frames <= longest; frames = Math.max(frames + 1, Math.round(frames * 1.02)))
    intervals.push(frames);
  return intervals;
}
