import type { ByteReader } from '../byte-reader.js';
import { hasLetters, joinBytes, viewOf } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, loadDecoder } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { createDamageLog } from '../damage-log.js';

export const wavpack: Codec = {
  container: 'WavPack',
  extensions: ['wv'],
  matches: (head) => hasLetters(head, 0, 'wvpk'),
  open: openWavPack,
};

const headerBytes = 32;
/** libwavpack writes none larger. */
const largestBlock = 2 ** 20;

type BlockHeader = {
  readonly byteCount: number;
  /** Sample frames of the whole file; undefined where its writer could not know. */
  readonly totalFrames: number | undefined;
  /** Sample frames in this block. */
  readonly frames: number;
  readonly bits: number;
  readonly isFloat: boolean;
  /** The first and the last block of a group, whose blocks hold the channels of the same frames. */
  readonly begins: boolean;
  readonly ends: boolean;
};

/** Source: WavPack 4 & 5 binary file format, 2.0. */
function parseBlockHeader(bytes: Uint8Array): BlockHeader | undefined {
  if (bytes.length < headerBytes || !hasLetters(bytes, 0, 'wvpk')) return undefined;
  const view = viewOf(bytes);
  const byteCount = view.getUint32(4, true) + 8;
  const version = view.getUint16(8, true);
  if (byteCount < headerBytes || byteCount > largestBlock || byteCount % 2 === 1 || version < 0x402 || version > 0x410)
    return undefined;
  const total = view.getUint32(12, true);
  const flags = view.getUint32(24, true);
  return {
    byteCount,
    totalFrames: total === 0xffffffff ? undefined : total + bytes[11]! * 2 ** 32,
    frames: view.getUint32(20, true),
    bits: ((flags & 3) + 1) * 8,
    isFloat: (flags & 0x80) !== 0,
    begins: (flags & 0x800) !== 0,
    ends: (flags & 0x1000) !== 0,
  };
}

async function openWavPack(opening: Opening): Promise<OpenedAudio> {
  const { reader, name } = opening;
  await reader.fill(headerBytes);
  const header = parseBlockHeader(reader.peek(headerBytes));
  if (header === undefined) throw damaged('The first block is damaged.', name);
  const samples = decodeBlocks(opening);
  // Rate and channels may lie within the block; the decoder tells them with the first samples.
  const first = await samples.next();
  if (first.done) throw damaged('Not one block could be decoded.', name);
  const { channelData, sampleRate } = first.value;
  const codec = `WavPack ${header.isFloat ? 'float 32' : header.bits} bit`;
  return {
    format: {
      container: 'WavPack',
      codec,
      sampleRate,
      channelCount: channelData.length,
      declaredSeconds: header.totalFrames === undefined ? undefined : header.totalFrames / sampleRate,
    },
    tags: () => ({}),
    declaredFrames: () => header.totalFrames,
    async *samples() {
      yield channelData;
      for await (const next of samples) if (next.channelData.length === channelData.length) yield next.channelData;
    },
  };
}

type Decoded = { readonly channelData: Float32Array[]; readonly sampleRate: number };

async function* decodeBlocks(opening: Opening): AsyncGenerator<Decoded> {
  const { name, warn } = opening;
  const { decoder } = await loadDecoder('@audio/decode-wavpack', 'BSD', name, () => import('@audio/decode-wavpack'));
  const decode = await decoder();
  const complaints = createComplaints();
  let failures = 0;
  try {
    for await (const group of wholeGroups(opening)) {
      try {
        const decoded = complaints.collect(() => decode.decode(group));
        if (decoded.channelData[0]?.length) yield decoded;
      } catch {
        failures++;
      }
    }
  } finally {
    decode.free();
  }
  for (const text of complaints.report()) warn(text);
  if (failures > 0) warn(`${failures} damaged blocks of samples were left out.`);
}

/** All the blocks of one stretch of time; whatever lies between them is reported, tags at the end are not. */
async function* wholeGroups({ reader, warn }: Opening): AsyncGenerator<Uint8Array> {
  const log = createDamageLog();
  let group: Uint8Array[] = [];
  while (await reader.fill(headerBytes)) {
    const header = parseBlockHeader(reader.peek(headerBytes));
    if (header !== undefined && (await reader.fill(header.byteCount))) {
      if (header.begins) group = [];
      group.push(reader.take(header.byteCount));
      log.resume();
      if (header.ends || header.frames === 0) yield joinBytes(group);
      if (header.ends || header.frames === 0) group = [];
      continue;
    }
    if (['APETAGEX', 'TAG', 'ID3'].some((mark) => hasLetters(reader.peek(8), 0, mark))) break;
    log.lost(reader.position, undefined, await skipToBlock(reader));
  }
  for (const text of log.report()) warn(text);
}

/** Passes over at least one byte, up to what may be a block's first. */
async function skipToBlock(reader: ByteReader): Promise<number> {
  await reader.fill(65536);
  const bytes = reader.peek(65536);
  for (let at = bytes.indexOf(0x77, 1); at >= 0; at = bytes.indexOf(0x77, at + 1))
    if (hasLetters(bytes, at, 'wvpk'.slice(0, bytes.length - at))) return reader.skip(at);
  return reader.skip(bytes.length);
}
