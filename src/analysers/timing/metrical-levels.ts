import { mean } from '../../dsp/statistics.js';
import type { BeatModel } from './beat-model.js';
import { beatModel } from './fitted-beat-model.js';
import type { MetricalLikelihood } from './metrical-likelihood.js';
import { beatIntervals, beatOptions, trackBeats } from './track-beats.js';

/** One pulse that a listener might tap to. */
export type MetricalLevel = {
  /** Which of `levelRatios` it has to the likeliest path. */
  readonly ratio: number;
  readonly bpm: number;
  /** Frames of its beats. */
  readonly frames: readonly number[];
  /** Nats by which the sound at its beats speaks for a beat, on average, more than the sound anywhere. */
  readonly evidence: number;
  /** Nats of the whole path, for 30 s. */
  readonly score: number;
  /** Mean |even - odd beats| of the strengths. */
  readonly alternation: number;
  /** Probability that this is the level tapped to; the levels' shares sum to 1. */
  readonly share: number;
};

const levelRatios = [1, 1 / 2, 2, 1 / 3, 3, 3 / 2, 2 / 3];
const fewestBeats = 4;
const fastestShare = 0.88;
const slowestShare = 1.13;

const middleBpm = 110;

/** The pulses at simple ratios to the likeliest path, likeliest first; none where it has fewer than four beats. */
export function metricalLevels(likelihood: MetricalLikelihood, model: BeatModel = beatModel): MetricalLevel[] {
  const free = trackBeats(likelihood, beatIntervals, beatOptions).frames;
  if (free.length < fewestBeats) return [];
  const period = (free.at(-1)! - free[0]!) / (free.length - 1);
  const levels = levelRatios.flatMap((ratio) => levelAt(likelihood, period, ratio));
  const utilities = levels.map((level) => utility(level, model));
  const greatest = Math.max(...utilities);
  const total = utilities.reduce((sum, value) => sum + Math.exp(value - greatest), 0);
  return levels
    .map((level, i) => ({ ...level, share: Math.exp(utilities[i]! - greatest) / total }))
    .sort((a, b) => b.share - a.share);
}

type UnweighedLevel = Omit<MetricalLevel, 'share'>;

function levelAt(likelihood: MetricalLikelihood, free: number, ratio: number): UnweighedLevel[] {
  const period = free * ratio;
  const intervals = beatIntervals.filter(
    (interval) => interval >= fastestShare * period && interval <= slowestShare * period,
  );
  if (intervals.length < 3) return [];
  const { frames, score } = trackBeats(likelihood, intervals, { ...beatOptions, expectation: 0 });
  if (frames.length < fewestBeats) return [];
  const bpm = (60 * (frames.length - 1)) / ((frames.at(-1)! - frames[0]!) * likelihood.hopSeconds);
  const evidence =
    frames.reduce((sum, frame) => sum + likelihood.beat[frame]!, 0) / frames.length - mean(likelihood.beat);
  return [{ ratio, bpm, frames, evidence, score, alternation: alternationOf(likelihood.strengths, frames) }];
}

function alternationOf(strengths: readonly Float64Array[], frames: readonly number[]): number {
  let sum = 0;
  for (const strength of strengths) {
    const sums = [0, 0];
    frames.forEach((frame, i) => {
      sums[i % 2]! += strengthNear(strength, frame);
    });
    sum += Math.abs(sums[0]! / Math.ceil(frames.length / 2) - sums[1]! / Math.floor(frames.length / 2));
  }
  return sum / strengths.length;
}

/** The largest within 20 ms. */
export function strengthNear(strength: Float64Array, frame: number): number {
  let most = 0;
  for (let t = Math.max(0, frame - 2); t <= Math.min(strength.length - 1, frame + 2); t++)
    most = Math.max(most, strength[t]!);
  return most;
}

/** What a level is chosen by, in the order of `BeatModel.level`. */
export function levelTraits({ bpm, score, evidence, alternation }: UnweighedLevel): readonly number[] {
  const octaves = Math.log2(bpm / middleBpm);
  return [score, octaves, octaves * octaves, evidence, alternation];
}

/** Fast levels win whose beats all sound, unless they hardly alternate: the signs one would guess. */
function utility(level: UnweighedLevel, model: BeatModel): number {
  return levelTraits(level).reduce((sum, trait, k) => sum + model.level[k]! * trait, 0);
}
