import { createMp3Encoder } from 'wasm-media-encoders';
import type { Pcm } from '../../samples/files/pcm.js';

/** A stereo MP3 at 192 kbit/s. */
export async function encodeMp3({ sampleRate, channels }: Pcm): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: sampleRate as 44100, channels: 2, bitrate: 192 });
  // what it returns is its own memory and must be copied before the next call
  const body = encoder
    .encode(channels.map((channel) => Float32Array.from(channel, (sample) => sample / 32768)))
    .slice();
  const end = encoder.finalize().slice();
  return Uint8Array.from([...body, ...end]);
}
