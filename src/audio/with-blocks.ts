import type { AudioStream } from './decode.js';
import type { PcmBlock } from './pcm.js';

/** Opened audio whose blocks pass through something on their way; its tags and warnings stay live. */
export function withBlocks(audio: AudioStream, blocks: () => AsyncIterable<PcmBlock>): AudioStream {
  return {
    format: audio.format,
    speakers: audio.speakers,
    warnings: audio.warnings,
    get tags() {
      return audio.tags;
    },
    blocks,
  };
}
