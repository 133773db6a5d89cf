import { windowSeconds } from '../frames/front-end.js';

/** Notices that what is played live did not arrive whole, since its numbers are then of another music. */
export type GapWatch = {
  /** The next samples, one array a channel, and when they were handed over, in seconds of any clock that goes on. */
  hear(channels: readonly Float32Array[], atSeconds: number): void;
  /** How often it was interrupted in the last 30 s. */
  readonly count: number;
};

/** Sound systems work in so many samples at once, and put silence for what came too late. */
const quantum = 128;
/** Silence that lasts longer is no interruption. */
const longestSilenceSeconds = 0.25;
/** Samples that come so much later than before were not late: some are lost. */
const lostSeconds = 0.05;
/** So many blocks in a row must come later, since any one of them may. */
const lateBlocks = 5;
/** Two clocks may drift apart so fast. */
const drift = 2e-4;

/**
 * An interruption is either put silence, exact zeros that begin with a quantum right after sound, or samples that are
 * lost: lag = time - samples / rate then stays higher by more than 50 ms.
 */
export function createGapWatch(sampleRate: number): GapWatch {
  const gaps: number[] = [];
  let frames = 0;
  let sounding = false;
  let silentFrom: number | undefined;
  const lags: number[] = [];
  let least = Infinity;

  function interrupted(): void {
    gaps.push(frames / sampleRate);
  }

  function hearSilence(channels: readonly Float32Array[], from: number): void {
    const to = Math.min(from + quantum, channels[0]!.length);
    if (channels.every((channel) => isSilent(channel, from, to))) {
      if (sounding) silentFrom = frames + from;
      sounding = false;
      return;
    }
    if (silentFrom !== undefined && frames + from - silentFrom <= longestSilenceSeconds * sampleRate) interrupted();
    silentFrom = undefined;
    sounding = channels.some((channel) => channel[to - 1] !== 0);
  }

  function hearLag(lag: number, seconds: number): void {
    lags.push(lag);
    if (lags.length > lateBlocks) lags.shift();
    if (lags.length < lateBlocks) return;
    const now = Math.min(...lags);
    if (now > least + lostSeconds) interrupted();
    least = now > least + lostSeconds ? now : Math.min(now, least + drift * seconds);
  }

  return {
    hear(channels, atSeconds) {
      const { length } = channels[0]!;
      for (let from = 0; from < length; from += quantum) hearSilence(channels, from);
      frames += length;
      hearLag(atSeconds - frames / sampleRate, length / sampleRate);
    },
    get count() {
      while (gaps.length > 0 && gaps[0]! < frames / sampleRate - windowSeconds) gaps.shift();
      return gaps.length;
    },
  };
}

function isSilent(channel: Float32Array, from: number, to: number): boolean {
  for (let n = from; n < to; n++) if (channel[n] !== 0) return false;
  return true;
}
