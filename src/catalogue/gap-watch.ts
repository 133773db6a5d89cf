import { windowSeconds } from '../frames/front-end.js';

/** Notices that what is played live did not arrive whole, since its numbers are then of another music. */
export type GapWatch = {
  /** The next samples, one array a channel, and when they were handed over, in seconds of any clock that goes on. */
  hear(channels: readonly Float32Array[], atSeconds: number): void;
  /** How often it was interrupted in the last 30 s. */
  readonly count: number;
};

/** Silence that was put in is no longer than this, and no shorter. */
const putSeconds = { least: 0.001, most: 0.25 };
/** It begins and ends in the midst of a sound, louder than this: about -60 dB re full scale. */
const abrupt = 1e-3;
/** Whoever hands samples over so much later than before was held up, and what is kept for him meanwhile is not much. */
const heldUpSeconds = 0.05;
/** So many blocks in a row must come later, since any one of them may. */
const lateBlocks = 5;
/** Two clocks may drift apart so fast. */
const drift = 2e-4;

/**
 * An interruption is silence put in for what came too late, exact zeros in the midst of a sound, or samples that are held
 * up, so that others are lost: lag = time - samples / rate stays higher by more than 50 ms.
 */
export function createGapWatch(sampleRate: number): GapWatch {
  const gaps: number[] = [];
  let frames = 0;
  let zeros = 0;
  let before = 0;
  let last = 0;
  const lags: number[] = [];
  let least = Infinity;

  function interrupted(): void {
    gaps.push(frames / sampleRate);
  }

  function hearSilence(channels: readonly Float32Array[]): void {
    const first = channels[0]!;
    for (let n = 0; n < first.length; n++) {
      if (zeros === 0 && first[n] !== 0) continue;
      const level = levelAt(channels, n);
      if (level === 0) {
        if (zeros === 0) before = n === 0 ? last : levelAt(channels, n - 1);
        zeros++;
        continue;
      }
      const silence = zeros / sampleRate;
      if (silence >= putSeconds.least && silence <= putSeconds.most && Math.min(before, level) > abrupt) interrupted();
      zeros = 0;
    }
    last = levelAt(channels, first.length - 1);
  }

  function hearLag(lag: number, seconds: number): void {
    lags.push(lag);
    if (lags.length > lateBlocks) lags.shift();
    if (lags.length < lateBlocks) return;
    const now = Math.min(...lags);
    if (now > least + heldUpSeconds) interrupted();
    least = now > least + heldUpSeconds ? now : Math.min(now, least + drift * seconds);
  }

  return {
    hear(channels, atSeconds) {
      const { length } = channels[0]!;
      hearSilence(channels);
      frames += length;
      hearLag(atSeconds - frames / sampleRate, length / sampleRate);
    },
    get count() {
      while (gaps.length > 0 && gaps[0]! < frames / sampleRate - windowSeconds) gaps.shift();
      return gaps.length;
    },
  };
}

function levelAt(channels: readonly Float32Array[], n: number): number {
  let level = 0;
  for (const channel of channels) level = Math.max(level, Math.abs(channel[n]!));
  return level;
}
