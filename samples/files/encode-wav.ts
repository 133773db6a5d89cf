import type { Pcm } from './pcm.js';

/** A WAV file of 16-bit samples. */
export function encodeWav({ sampleRate, channels }: Pcm): Uint8Array {
  const frameBytes = 2 * channels.length;
  const dataBytes = frameBytes * channels[0]!.length;
  const bytes = new Uint8Array(44 + dataBytes);
  const view = new DataView(bytes.buffer);
  const letters = (offset: number, text: string) => bytes.set(new TextEncoder().encode(text), offset);
  letters(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  letters(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  letters(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (const [place, channel] of channels.entries())
    for (const [n, sample] of channel.entries()) view.setInt16(44 + n * frameBytes + 2 * place, sample, true);
  return bytes;
}
