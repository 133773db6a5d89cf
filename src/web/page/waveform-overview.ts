import type { AudioStream } from '../../audio/decode.js';
import { withBlocks } from '../../audio/with-blocks.js';
import { analysisRate } from '../../frames/front-end.js';

/** The least and greatest sample of each of up to `columns` equal stretches, whatever the recording's length. */
export type WaveformOverview = { readonly low: Float32Array; readonly high: Float32Array };

const firstStretch = 256;

/** Gathers an overview while a recording streams by, in an even number of columns: when all are full, pairs are joined and each holds twice as much. */
export function createWaveformOverview(columns: number): {
  push(channels: readonly Float32Array[]): void;
  /** The same audio, each block pushed on its way. */
  heard(audio: AudioStream): AudioStream;
  /** Heard so far, of 44.1 kHz. */
  readonly seconds: number;
  finish(): WaveformOverview;
} {
  const low = new Float32Array(columns);
  const high = new Float32Array(columns);
  let stretch = firstStretch;
  let column = 0;
  let filled = 0;
  let samples = 0;

  function nextColumn(): void {
    filled = 0;
    column++;
    if (column < columns) return;
    for (let pair = 0; 2 * pair + 1 < columns; pair++) {
      low[pair] = Math.min(low[2 * pair]!, low[2 * pair + 1]!);
      high[pair] = Math.max(high[2 * pair]!, high[2 * pair + 1]!);
    }
    stretch *= 2;
    column = Math.floor(columns / 2);
  }

  function push(channels: readonly Float32Array[]): void {
    const length = channels[0]!.length;
    samples += length;
    for (let from = 0; from < length; ) {
      const to = Math.min(length, from + stretch - filled);
      let least = filled === 0 ? Infinity : low[column]!;
      let most = filled === 0 ? -Infinity : high[column]!;
      for (const channel of channels)
        for (let n = from; n < to; n++) {
          const sample = channel[n]!;
          if (sample < least) least = sample;
          if (sample > most) most = sample;
        }
      low[column] = least;
      high[column] = most;
      filled += to - from;
      from = to;
      if (filled === stretch) nextColumn();
    }
  }

  return {
    push,
    heard: (audio) =>
      withBlocks(audio, async function* () {
        for await (const block of audio.blocks()) {
          push(block.channels);
          yield block;
        }
      }),
    get seconds() {
      return samples / analysisRate;
    },
    finish() {
      const used = filled > 0 ? column + 1 : column;
      return { low: low.slice(0, used), high: high.slice(0, used) };
    },
  };
}
