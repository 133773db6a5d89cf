import type { Pcm } from '../../samples/files/pcm.js';

const blockFrames = 4096;

/** A FLAC file of 16-bit samples at 44.1 kHz, stored as they are ("verbatim"): large, and right by the format's letter. */
export function encodeFlac({ channels }: Pcm): Uint8Array {
  const total = channels[0]!.length;
  const bytes: number[] = [...new TextEncoder().encode('fLaC'), 0x80, 0, 0, 34];
  bytes.push(...sixteen(blockFrames), ...sixteen(blockFrames), 0, 0, 0, 0, 0, 0);
  // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples
  const rateAndKind = (44100n << 44n) | (BigInt(channels.length - 1) << 41n) | (15n << 36n) | BigInt(total);
  for (let shift = 56n; shift >= 0n; shift -= 8n) bytes.push(Number((rateAndKind >> shift) & 255n));
  bytes.push(...new Uint8Array(16));
  for (let from = 0, index = 0; from < total; from += blockFrames, index++) {
    const frames = Math.min(blockFrames, total - from);
    const header = [0xff, 0xf8, 0x79, ((channels.length - 1) << 4) | 0x08, ...numbered(index), ...sixteen(frames - 1)];
    const frame = [...header, checksum(header, 0x07, 8)];
    for (const channel of channels) {
      frame.push(0x02);
      for (const sample of channel.subarray(from, from + frames)) frame.push(...sixteen(sample & 0xffff));
    }
    for (const byte of frame) bytes.push(byte);
    bytes.push(...sixteen(checksum(frame, 0x8005, 16)));
  }
  return Uint8Array.from(bytes);
}

function sixteen(value: number): readonly [number, number] {
  return [(value >> 8) & 255, value & 255];
}

/** A frame's number, as UTF-8 codes a character. */
function numbered(index: number): readonly number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(index))];
}

function checksum(bytes: readonly number[], polynomial: number, width: 8 | 16): number {
  const top = 1 << (width - 1);
  const mask = 2 ** width - 1;
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) rest = (rest & top ? (rest << 1) ^ polynomial : rest << 1) & mask;
  }
  return rest;
}
