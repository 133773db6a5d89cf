import type { ByteReader } from '../byte-reader.js';
import { viewOf } from '../byte-reader.js';

/** How one number is stored. 'unsigned' is offset binary; 8 to 32 bits in whole bytes, floats of 32 or 64. */
export type SampleLayout = {
  readonly kind: 'signed' | 'unsigned' | 'float' | 'a-law' | 'mu-law';
  readonly bytes: number;
  readonly littleEndian: boolean;
};

/** 'PCM 16 bit', 'float 32 bit', 'A-law'. */
export function codecName(layout: Pick<SampleLayout, 'kind' | 'bytes'>, bits: number): string {
  if (layout.kind === 'a-law') return 'A-law';
  if (layout.kind === 'mu-law') return 'µ-law';
  return layout.kind === 'float' ? `float ${layout.bytes * 8} bit` : `PCM ${bits} bit`;
}

const framesPerBlock = 16384;

/** Interleaved samples from here on, at most `byteCount`; integers are divided by 2^(bits−1). A cut last frame is dropped. */
export async function* readLinearPcm(
  reader: ByteReader,
  byteCount: number,
  channelCount: number,
  layout: SampleLayout,
): AsyncGenerator<readonly Float32Array[]> {
  const frameBytes = layout.bytes * channelCount;
  let left = byteCount;
  while (left >= frameBytes) {
    await reader.fill(frameBytes);
    // of what is at hand: a full block would be put together from two chunks of the file
    const atHand = reader.peek(Math.min(left, framesPerBlock * frameBytes)).length;
    const frames = Math.floor(atHand / frameBytes);
    if (frames === 0) return;
    yield decodeSamples(reader.take(frames * frameBytes), frames, channelCount, layout);
    left -= frames * frameBytes;
  }
}

function decodeSamples(bytes: Uint8Array, frames: number, channelCount: number, layout: SampleLayout): Float32Array[] {
  const read = sampleReader(bytes, layout);
  const channels = Array.from({ length: channelCount }, () => new Float32Array(frames));
  for (const [c, channel] of channels.entries())
    for (let i = 0, at = c * layout.bytes; i < frames; i++, at += channelCount * layout.bytes) channel[i] = read(at);
  return channels;
}

/** The number that starts at a byte. */
function sampleReader(bytes: Uint8Array, { kind, bytes: width, littleEndian }: SampleLayout): (at: number) => number {
  if (kind === 'a-law') return (at) => expandALaw(bytes[at]!);
  if (kind === 'mu-law') return (at) => expandMuLaw(bytes[at]!);
  const view = viewOf(bytes);
  if (kind === 'float')
    return width === 8 ? (at) => view.getFloat64(at, littleEndian) : (at) => view.getFloat32(at, littleEndian);
  const offset = kind === 'unsigned' ? 1 : 0;
  if (width === 1) return offset === 1 ? (at) => (bytes[at]! - 128) / 128 : (at) => ((bytes[at]! << 24) >> 24) / 128;
  if (width === 2)
    return offset === 1
      ? (at) => view.getUint16(at, littleEndian) / 2 ** 15 - 1
      : (at) => view.getInt16(at, littleEndian) / 2 ** 15;
  if (width === 3) {
    const high = littleEndian ? 2 : 0;
    const signed = (at: number) =>
      ((bytes[at + high]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2 - high]! << 8)) / 2 ** 31;
    return offset === 1 ? (at) => signed(at) + (signed(at) < 0 ? 1 : -1) : signed;
  }
  return offset === 1
    ? (at) => view.getUint32(at, littleEndian) / 2 ** 31 - 1
    : (at) => view.getInt32(at, littleEndian) / 2 ** 31;
}

/** Source: ITU-T G.711, A-law. */
function expandALaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = ((bits & 15) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 256) << (segment - 1);
  return (bits & 128 ? magnitude : -magnitude) / 32768;
}

/** Source: ITU-T G.711, µ-law. */
function expandMuLaw(code: number): number {
  const bits = ~code & 255;
  const magnitude = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 128 ? -magnitude : magnitude) / 32768;
}
