import { createHash, type Hash } from 'node:crypto';
import type { AudioStream } from '../audio/decode.js';
import { withBlocks } from '../audio/with-blocks.js';

/**
 * The same audio, hashed as it is read: SHA-256 over the SHA-256 of each channel's samples at 44.1 kHz (32-bit floats),
 * so that it does not depend on how they are cut into blocks.
 */
export function hashPcm(audio: AudioStream): { readonly audio: AudioStream; sha256(): string } {
  let hashes: readonly Hash[] = [];
  return {
    audio: withBlocks(audio, async function* () {
      for await (const block of audio.blocks()) {
        if (hashes.length === 0) hashes = block.channels.map(() => createHash('sha256'));
        block.channels.forEach((channel, c) => {
          hashes[c]!.update(new Uint8Array(channel.buffer, channel.byteOffset, channel.byteLength));
        });
        yield block;
      }
    }),
    sha256() {
      const whole = createHash('sha256');
      for (const hash of hashes) whole.update(hash.digest());
      return whole.digest('hex');
    },
  };
}
