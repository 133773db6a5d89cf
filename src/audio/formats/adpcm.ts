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
): AsyncGenerator<readonly Float32Array[]> {
  const { decoder } = await loadDecoder('@audio/decode-wav', 'MIT', 'ADPCM', () => import('@audio/decode-wav'));
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
