import type { ByteReader } from '../byte-reader.js';
import { joinBytes, viewOf } from '../byte-reader.js';
import { damaged, loadDecoder } from '../codec.js';

type AdpcmFormat = {
  readonly tag: number;
  readonly channelCount: number;
  readonly blockBytes: number;
  /** The whole `fmt ` chunk. */
  readonly body: Uint8Array;
};

const microsoft = 2;
const ima = 0x11;

/** Sample frames in each block of Microsoft or IMA ADPCM; undefined for every other kind of WAV. Errors: 'damaged-audio'. */
export function adpcmBlockFrames(format: AdpcmFormat, name: string): number | undefined {
  const { tag, channelCount, blockBytes, body } = format;
  if (tag !== microsoft && tag !== ima) return undefined;
  const headerBytes = (tag === ima ? 4 : 7) * channelCount;
  const room = Math.floor(((blockBytes - headerBytes) * 2) / channelCount) + (tag === ima ? 1 : 2);
  const told = body.length >= 20 ? viewOf(body).getUint16(18, true) : 0;
  // The package believes this number; more frames than the block has room for would read past it.
  if (blockBytes <= headerBytes || channelCount > 2 || told > room)
    throw damaged('The header describes impossible ADPCM blocks.', name);
  return told === 0 ? room : told;
}

const blocksAtOnce = 64;

/** Whole blocks through the package, which has both kinds. */
export async function* readWavAdpcm(
  reader: ByteReader,
  byteCount: number,
  format: AdpcmFormat,
  declaredFrames: number | undefined,
  name: string,
): AsyncGenerator<readonly Float32Array[]> {
  const { decoder } = await loadDecoder('@audio/decode-wav', 'MIT', name, () => import('@audio/decode-wav'));
  const decode = decoder();
  decode.decode(endlessWav(format.body));
  let left = byteCount;
  let frames = 0;
  while (left >= format.blockBytes) {
    const wanted = Math.min(left - (left % format.blockBytes), blocksAtOnce * format.blockBytes);
    await reader.fill(wanted);
    const bytes = reader.take(wanted);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % format.blockBytes));
    left -= wanted;
    const { channelData } = decode.decode(whole);
    const length = Math.min(channelData[0]?.length ?? 0, (declaredFrames ?? Infinity) - frames);
    if (length > 0) yield channelData.map((channel) => channel.subarray(0, length));
    frames += length;
    if (bytes.length < wanted) return;
  }
}

/** A WAV header with the given format whose data never end. */
function endlessWav(format: Uint8Array): Uint8Array {
  const head = Uint8Array.of(
    0x52,
    0x49,
    0x46,
    0x46,
    255,
    255,
    255,
    255,
    0x57,
    0x41,
    0x56,
    0x45,
    0x66,
    0x6d,
    0x74,
    0x20,
  );
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, format.length, true);
  return joinBytes([head, size, format, Uint8Array.of(0x64, 0x61, 0x74, 0x61, 255, 255, 255, 255)]);
}

const packetBytes = 34;
const packetsAtOnce = 512;

/** Apple's IMA ADPCM: packets of 34 bytes and 64 samples a channel, each of which stands alone. */
export async function* readAppleAdpcm(
  reader: ByteReader,
  byteCount: number,
  channelCount: number,
  name: string,
): AsyncGenerator<readonly Float32Array[]> {
  const { default: decode } = await loadDecoder('@audio/decode-aiff', 'MIT', name, () => import('@audio/decode-aiff'));
  const frameBytes = packetBytes * channelCount;
  for (let left = byteCount; left >= frameBytes; ) {
    const wanted = Math.min(left - (left % frameBytes), packetsAtOnce * frameBytes);
    await reader.fill(wanted);
    const bytes = reader.take(wanted);
    left -= wanted;
    const packets = Math.floor(bytes.length / frameBytes);
    if (packets > 0)
      yield decode(appleAdpcmFile(bytes.subarray(0, packets * frameBytes), channelCount, packets)).channelData;
    if (bytes.length < wanted) return;
  }
}

/** A whole small AIFF-C for the package, which reads this coding only so. */
function appleAdpcmFile(packets: Uint8Array, channelCount: number, count: number): Uint8Array {
  const head = new Uint8Array(12 + 8 + 22 + 16);
  const view = viewOf(head);
  const write = (at: number, text: string) =>
    head.set(
      [...text].map((letter) => letter.charCodeAt(0)),
      at,
    );
  write(0, 'FORM');
  view.setUint32(4, head.length - 8 + packets.length);
  write(8, 'AIFCCOMM');
  view.setUint32(16, 22);
  view.setUint16(20, channelCount);
  view.setUint32(22, count);
  view.setUint16(26, 16);
  // 44100 as an 80-bit float; the rate changes nothing here.
  view.setUint16(28, 0x400e);
  view.setUint32(30, 0xac440000);
  write(38, 'ima4SSND');
  view.setUint32(46, packets.length + 8);
  return joinBytes([head, packets.map(swapNibbles)]);
}

/** Apple's first sample of a byte is its lower half; the package (1.3.0) takes the upper one. */
function swapNibbles(byte: number, index: number): number {
  return index % packetBytes < 2 ? byte : ((byte & 15) << 4) | (byte >> 4);
}
