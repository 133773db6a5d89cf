import { type BeatPathOptions, beatPath } from './beat-path.js';
import type { MetricalLikelihood } from './metrical-likelihood.js';

export type BeatTrack = {
  /** Frames, ascending. */
  readonly frames: readonly number[];
  /** Nats for 30 s. */
  readonly score: number;
};

/** Frames between beats, 33 to 270 BPM at 10 ms: each frame, or 2 % apart where a frame is finer. */
export const beatIntervals: readonly number[] = intervalsBetween(22, 180);
export const beatOptions: BeatPathOptions = {
  trust: 0.5,
  steadiness: 100,
  expectedBpm: 100,
  expectedOctaves: 0.8,
  expectation: 30,
};
/** A long recording is decoded in stretches, each going on from the last sure beat of the one before: memory stays level. */
const stretchFrames = 9000;
const unsureFrames = 1500;

/** The likeliest beats of a recording of any length. */
export function trackBeats(
  likelihood: MetricalLikelihood,
  intervals: readonly number[],
  options: BeatPathOptions,
): BeatTrack {
  const frames: number[] = [];
  let score = 0;
  let start = 0;
  let interval: number | undefined;
  for (;;) {
    const end = Math.min(likelihood.count, start + stretchFrames);
    const path = beatPath(slice(likelihood, start, end), intervals, options, interval);
    const whole = end === likelihood.count;
    const sure = path.frames.filter((frame) => whole || frame < stretchFrames - unsureFrames);
    for (const frame of interval === undefined ? sure : sure.slice(1)) frames.push(start + frame);
    if (whole || sure.length < 2) {
      score += path.score;
      break;
    }
    score += (path.score * sure.at(-1)!) / stretchFrames;
    start = frames.at(-1)!;
    interval = sure.at(-1)! - sure.at(-2)!;
  }
  return { frames, score: (score * 3000) / Math.max(1, likelihood.count) };
}

function slice({ beat, half, subdivision }: MetricalLikelihood, start: number, end: number) {
  return {
    count: end - start,
    beat: beat.subarray(start, end),
    half: half.subarray(start, end),
    subdivision: subdivision.subarray(start, end),
  };
}

function intervalsBetween(shortest: number, longest: number): number[] {
  const intervals: number[] = [];
  for (let frames = shortest; frames <= longest; frames = Math.max(frames + 1, Math.round(frames * 1.02)))
    intervals.push(frames);
  return intervals;
}
