import { hasLetters, viewOf } from '../byte-reader.js';

/** The header of one MPEG audio frame (layers I to III of MPEG 1, 2 and 2.5). */
export type MpegHeader = {
  readonly layer: 1 | 2 | 3;
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Of the whole frame, its header included. */
  readonly byteCount: number;
  /** Sample frames it decodes to. */
  readonly frames: number;
  /** Bytes between the header and where an encoder leaves its notes. */
  readonly sideBytes: number;
  /** What no frame of one stream changes: version, layer and sample rate. */
  readonly kind: number;
};

/** kbit/s for the indices 1 to 14. */
const rates = {
  firstLayer1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  firstLayer2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  firstLayer3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  secondLayer1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  secondLayer23: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** The header at the bytes' start; undefined where there is none, or one of a free bit rate. Source: ISO/IEC 11172-3, 13818-3. */
export function parseMpegHeader(bytes: Uint8Array): MpegHeader | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || (bytes[1]! & 0xe0) !== 0xe0) return undefined;
  const version = (bytes[1]! >> 3) & 3;
  const layerBits = (bytes[1]! >> 1) & 3;
  const rateIndex = bytes[2]! >> 4;
  const frequencyIndex = (bytes[2]! >> 2) & 3;
  const reserved = version === 1 || layerBits === 0 || rateIndex === 0 || rateIndex === 15 || frequencyIndex === 3;
  if (reserved || (bytes[3]! & 3) === 2) return undefined;
  const first = version === 3;
  const layer = (4 - layerBits) as 1 | 2 | 3;
  const table = first
    ? ([rates.firstLayer1, rates.firstLayer2, rates.firstLayer3] as const)[layer - 1]!
    : layer === 1
      ? rates.secondLayer1
      : rates.secondLayer23;
  const bitRate = table[rateIndex - 1]! * 1000;
  const sampleRate = [44100, 48000, 32000][frequencyIndex]! / (first ? 1 : version === 2 ? 2 : 4);
  const padding = (bytes[2]! >> 1) & 1;
  const frames = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152;
  const slotBytes = layer === 1 ? 4 : 1;
  const mono = bytes[3]! >> 6 === 3;
  return {
    layer,
    sampleRate,
    channelCount: mono ? 1 : 2,
    byteCount: (Math.floor(((frames / 8) * bitRate) / sampleRate / slotBytes) + padding) * slotBytes,
    frames,
    sideBytes: first ? (mono ? 17 : 32) : mono ? 9 : 17,
    kind: (bytes[1]! & 0x1e) | (frequencyIndex << 8),
  };
}

/** What an encoder noted in a first frame that holds no sound. */
export type EncoderNotes = {
  /** Frames that follow. */
  readonly frameCount: number | undefined;
  /** Sample frames that do not belong to the recording, before it and after it. */
  readonly delay: number;
  readonly padding: number;
};

/** Sample frames by which every layer III decoder is late; players take them off with the encoder's own delay. */
const decoderDelay = 529;

/** The Xing, Info or VBRI notes of a layer III frame; undefined where it is an ordinary frame. */
export function parseEncoderNotes(frame: Uint8Array, header: MpegHeader): EncoderNotes | undefined {
  if (header.layer !== 3) return undefined;
  const view = viewOf(frame);
  if (hasLetters(frame, 36, 'VBRI') && frame.length >= 54)
    return { frameCount: view.getUint32(50), delay: 0, padding: 0 };
  const at = 4 + header.sideBytes;
  if (!hasLetters(frame, at, 'Xing') && !hasLetters(frame, at, 'Info')) return undefined;
  const flags = frame.length < at + 12 ? 0 : view.getUint32(at + 4);
  const frameCount = (flags & 1) === 0 ? undefined : view.getUint32(at + 8);
  const encoder = at + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (frame.length < encoder + 24 || frame[encoder] === 0) return { frameCount, delay: 0, padding: 0 };
  const delay = (frame[encoder + 21]! << 4) | (frame[encoder + 22]! >> 4);
  const padding = ((frame[encoder + 22]! & 15) << 8) | frame[encoder + 23]!;
  return { frameCount, delay: delay + decoderDelay, padding: Math.max(0, padding - decoderDelay) };
}

/** Sample frames of the recording that the notes promise. */
export function promisedFrames(notes: EncoderNotes | undefined, header: MpegHeader): number | undefined {
  if (notes?.frameCount === undefined) return undefined;
  return Math.max(0, notes.frameCount * header.frames - notes.delay - notes.padding);
}

/**
 * Where the first of at least three frames in a row starts, the last of which may be cut by the end of the bytes;
 * −1 where there is none. `ended` says that no bytes follow, so that fewer frames will do if they reach the end.
 */
export function findMpegFrames(bytes: Uint8Array, ended: boolean): number {
  for (let start = bytes.indexOf(0xff); start >= 0; start = bytes.indexOf(0xff, start + 1))
    if (startsMpegFrames(bytes.subarray(start), ended)) return start;
  return -1;
}

export function startsMpegFrames(bytes: Uint8Array, ended: boolean): boolean {
  const first = parseMpegHeader(bytes);
  if (first === undefined) return false;
  let at = first.byteCount;
  for (let count = 1; count < 3; count++) {
    const rest = bytes.subarray(at);
    if (rest.length < 4 || startsTrailer(rest)) return ended && at <= bytes.length;
    const header = parseMpegHeader(rest);
    if (header?.kind !== first.kind) return false;
    at += header.byteCount;
  }
  return true;
}

/** Tags that are written after the last frame. */
export function startsTrailer(bytes: Uint8Array): boolean {
  return ['TAG', 'APETAGEX', 'LYRICSBEGIN', 'ID3', '3DI'].some((mark) => hasLetters(bytes, 0, mark));
}
