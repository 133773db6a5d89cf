import { hasLetters, viewOf } from '../byte-reader.js';

/** FLAC's STREAMINFO block. */
export type StreamInfo = {
  readonly largestBlock: number;
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bits: number;
  /** Undefined where the encoder could not know. */
  readonly frames: number | undefined;
};

/** The 34 bytes of STREAMINFO. Source: RFC 9639, 8.2. */
export function parseStreamInfo(bytes: Uint8Array): StreamInfo | undefined {
  if (bytes.length < 34) return undefined;
  const view = viewOf(bytes);
  const frames = (bytes[13]! & 15) * 2 ** 32 + view.getUint32(14);
  return {
    largestBlock: view.getUint16(2),
    sampleRate: view.getUint32(10) >>> 12,
    channelCount: ((bytes[12]! >> 1) & 7) + 1,
    bits: (((bytes[12]! & 1) << 4) | (bytes[13]! >> 4)) + 1,
    frames: frames === 0 ? undefined : frames,
  };
}

export type FlacHeader = {
  readonly byteCount: number;
  /** Sample frames. */
  readonly frames: number;
  readonly channelCount: number;
};

/** The longest header there can be. */
export const longestFlacHeader = 16;

/** A frame's header at the bytes' start; undefined where there is none or its checksum fails. Source: RFC 9639, 9.1. */
export function parseFlacHeader(bytes: Uint8Array): FlacHeader | undefined {
  if (bytes.length < 6 || bytes[0] !== 0xff || (bytes[1]! & 0xfe) !== 0xf8) return undefined;
  const blockCode = bytes[2]! >> 4;
  const rateCode = bytes[2]! & 15;
  const channelCode = bytes[3]! >> 4;
  if (blockCode === 0 || rateCode === 15 || channelCode > 10 || bytes[3]! & 1) return undefined;
  const codedBytes = codedNumberBytes(bytes[4]!);
  if (codedBytes === 0) return undefined;
  let at = 4 + codedBytes;
  let frames = blockCode === 1 ? 192 : blockCode <= 5 ? 144 << blockCode : 1 << blockCode;
  if (blockCode === 6) frames = bytes[at++]! + 1;
  if (blockCode === 7) {
    frames = ((bytes[at]! << 8) | bytes[at + 1]!) + 1;
    at += 2;
  }
  at += rateCode === 12 ? 1 : rateCode >= 13 ? 2 : 0;
  if (at >= bytes.length) return undefined;
  let check = 0;
  for (let i = 0; i < at; i++) check = crc8[check ^ bytes[i]!]!;
  if (check !== bytes[at]) return undefined;
  return { byteCount: at + 1, frames, channelCount: channelCode < 8 ? channelCode + 1 : 2 };
}

/** How many bytes the frame's number takes (coded as in UTF-8); 0 where no number starts so. */
function codedNumberBytes(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc0 || lead === 0xff) return 0;
  return Math.clz32(~lead << 24);
}

/**
 * The length of the frame at the bytes' start: where its checksum comes out and another frame's header or the end of the
 * file follows; where the next frame is damaged, the likeliest place where the checksum comes out. 0 where the frame is damaged.
 */
export function flacFrameBytes(bytes: Uint8Array, header: FlacHeader, ended: boolean): number {
  let check = 0;
  let fallback = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (check === 0 && at > header.byteCount + 2) {
      if (bytes[at] === 0xff && parseFlacHeader(bytes.subarray(at, at + longestFlacHeader))) return at;
      const likely = (bytes[at] === 0xff && (bytes[at + 1]! & 0xfe) === 0xf8) || hasLetters(bytes, at, 'TAG');
      if (fallback === 0 || likely) fallback = at;
    }
    check = ((check << 8) & 0xffff) ^ crc16[(check >> 8) ^ bytes[at]!]!;
  }
  return check === 0 && ended ? bytes.length : fallback;
}

const crc8 = checkTable(8, 0x07);
const crc16 = checkTable(16, 0x8005);

function checkTable(bits: number, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let check = byte << (bits - 8);
    for (let k = 0; k < 8; k++) check = (check << 1) ^ (check & top ? polynomial : 0);
    return check & ((top << 1) - 1);
  });
}
