import type { AudioStream } from './decode.js';
import type { PcmBlock } from './pcm.js';
import { withBlocks } from './with-blocks.js';

/** A stretch of opened audio, in samples at 44.1 kHz; nothing after it is read. */
export function trimAudio(audio: AudioStream, from: number, length: number): AudioStream {
  return withBlocks(audio, () => stretchOf(audio.blocks(), from, from + length));
}

async function* stretchOf(blocks: AsyncIterable<PcmBlock>, from: number, to: number): AsyncGenerator<PcmBlock> {
  let place = 0;
  for await (const { channels } of blocks) {
    const length = channels[0]!.length;
    const start = Math.max(0, from - place);
    const end = Math.min(length, to - place);
    if (start < end) yield { channels: channels.map((channel) => channel.subarray(start, end)) };
    place += length;
    if (place >= to) return;
  }
}
