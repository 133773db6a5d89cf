import { createOggEncoder } from 'wasm-media-encoders';
import type { Pcm } from './pcm.js';

/** About 128 kbit/s for stereo at 44.1 kHz. */
const quality = 4;

/** An Ogg Vorbis file; its serial number, else random, is fixed, so that equal samples give equal bytes. */
export async function encodeVorbis({ sampleRate, channels }: Pcm): Promise<Uint8Array> {
  const encoder = await createOggEncoder();
  encoder.configure({
    sampleRate,
    channels: channels.length === 1 ? 1 : 2,
    vbrQuality: quality,
    oggSerialNo: 1,
  });
  // what it returns is its own memory and must be copied before the next call
  const body = encoder.encode(channels.map(toFloat)).slice();
  const end = encoder.finalize().slice();
  const bytes = new Uint8Array(body.length + end.length);
  bytes.set(body);
  bytes.set(end, body.length);
  return bytes;
}

function toFloat(channel: Int16Array): Float32Array {
  const samples = new Float32Array(channel.length);
  for (let n = 0; n < samples.length; n++) samples[n] = channel[n]! / 32768;
  return samples;
}
