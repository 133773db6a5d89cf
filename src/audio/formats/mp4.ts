import type { ByteReader } from '../byte-reader.js';
import { hasLetters, joinBytes, letters, viewOf } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, unsupported } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { describeAac, loadAac, mp4Tags } from './aac-package.js';
import type { Box } from './mp4-boxes.js';
import { boxHeaderBytes, findBoxes, moveChunks, parseBox } from './mp4-boxes.js';

/** MPEG-4 files with AAC or Apple Lossless sound. */
export const mp4: Codec = {
  container: 'MP4',
  kinds: 'AAC or Apple Lossless',
  extensions: ['m4a', 'mp4', 'm4b', 'm4v', 'mov', 'alac', '3gp'],
  matches: (head) => hasLetters(head, 4, 'ftyp') || hasLetters(head, 4, 'moov'),
  open: openMp4,
};

/** An index larger than this is none. */
const largestIndex = 64 * 2 ** 20;
/** What is kept of a stream that cannot be searched, until its index comes. */
const largestHeld = 256 * 2 ** 20;
const chunkBytes = 65536;

/** The index, and the file from some byte on: what was already read of it; the reader has the rest. */
type Layout = { readonly moov: Uint8Array; readonly sampleStart: number; readonly held: Uint8Array };

async function openMp4(opening: Opening): Promise<OpenedAudio> {
  const { reader, name, warn } = opening;
  const { decoder } = await loadAac(name);
  const { moov, sampleStart, held } = await findIndex(opening);
  if (findBoxes(moov, ['moov', 'mvex']).length > 0)
    throw unsupported('This is an MP4 in fragments, as it is streamed.', name);
  const kinds = sampleKinds(moov);
  if (!kinds.some((kind) => kind === 'mp4a' || kind === 'alac'))
    throw unsupported(`This MP4 holds no AAC and no Apple Lossless, but ${kinds.join(', ') || 'no tracks'}.`, name);
  const decode = await decoder();
  const complaints = createComplaints();

  async function* decoded() {
    try {
      yield complaints.collect(() => decode.decode(indexFirst(moov, sampleStart)));
      for (let at = 0; at < held.length; at += chunkBytes)
        yield complaints.collect(() => decode.decode(held.subarray(at, at + chunkBytes)));
      for (;;) {
        await reader.fill(chunkBytes);
        const bytes = reader.take(chunkBytes);
        if (bytes.length === 0) break;
        yield complaints.collect(() => decode.decode(bytes));
      }
    } finally {
      decode.free();
    }
    for (const text of complaints.report()) warn(text);
  }

  const codec = kinds.includes('mp4a') ? 'AAC' : 'Apple Lossless';
  return describeAac(opening, 'MP4', codec, declaredSeconds(moov), await mp4Tags(indexFirst(moov, 0)), decoded());
}

/** A file type box and the index, such that what follows is the file from `sampleStart` on. */
function indexFirst(moov: Uint8Array, sampleStart: number): Uint8Array {
  const fileType = Uint8Array.of(0, 0, 0, 16, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41, 0x20, 0, 0, 0, 0);
  return joinBytes([fileType, moveChunks(moov, fileType.length + moov.length - sampleStart)]);
}

/** Walks the outermost boxes up to the index; where the samples come first, it is fetched from behind them. */
async function findIndex({ reader, name, randomAccess }: Opening): Promise<Layout> {
  for (;;) {
    await reader.fill(boxHeaderBytes);
    const box = parseBox(reader.peek(boxHeaderBytes), reader.position);
    if (box === undefined) throw noIndex(name);
    if (box.type === 'moov') {
      const moov = await takeIndex(reader, box, name);
      return { moov, sampleStart: reader.position, held: new Uint8Array(0) };
    }
    if (box.type === 'mdat')
      return randomAccess === undefined ? holdSamples(reader, name) : fetchIndex(randomAccess, box, name);
    await reader.skip(box.end - box.start);
  }
}

async function takeIndex(reader: ByteReader, box: Box, name: string): Promise<Uint8Array> {
  const byteCount = Math.min(box.end - box.start, largestIndex);
  if (!(await reader.fill(byteCount)) && box.end !== Infinity) throw noIndex(name);
  return reader.take(byteCount);
}

async function fetchIndex(
  { byteCount, read }: NonNullable<Opening['randomAccess']>,
  samples: Box,
  name: string,
): Promise<Layout> {
  for (let at = samples.end; at < byteCount; ) {
    const box = parseBox(await read(at, boxHeaderBytes), at);
    if (box === undefined) break;
    const end = Math.min(box.end, byteCount);
    if (box.type === 'moov' && end - at <= largestIndex)
      return { moov: await read(at, end - at), sampleStart: samples.start, held: new Uint8Array(0) };
    at = end;
  }
  throw noIndex(name);
}

async function holdSamples(reader: ByteReader, name: string): Promise<Layout> {
  const sampleStart = reader.position;
  const held: Uint8Array[] = [];
  for (;;) {
    await reader.fill(boxHeaderBytes);
    const box = parseBox(reader.peek(boxHeaderBytes), reader.position);
    if (box === undefined) throw noIndex(name);
    if (box.end - sampleStart > largestHeld)
      throw unsupported('The index of this MP4 lies at its end, which a stream cannot be searched for.', name);
    if (box.type === 'moov') {
      const moov = await takeIndex(reader, box, name);
      return { moov, sampleStart, held: joinBytes([...held, moov]) };
    }
    if (!(await reader.fill(box.end - box.start))) throw noIndex(name);
    held.push(reader.take(box.end - box.start));
  }
}

/** What each track is coded in, four letters each. */
function sampleKinds(moov: Uint8Array): readonly string[] {
  return findBoxes(moov, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']).map(({ bodyStart }) =>
    letters(moov.subarray(bodyStart + 12, bodyStart + 16)).replaceAll(/[^ -~]/g, '?'),
  );
}

function noIndex(name: string) {
  return damaged('The file has no index (moov): it was not finished, or was cut off.', name);
}

function declaredSeconds(moov: Uint8Array): number | undefined {
  const header = findBoxes(moov, ['moov', 'mvhd'])[0];
  if (header === undefined || header.end - header.bodyStart < 32) return undefined;
  const view = viewOf(moov.subarray(header.bodyStart, header.end));
  const long = view.getUint8(0) === 1;
  const seconds = (long ? Number(view.getBigUint64(24)) : view.getUint32(16)) / view.getUint32(long ? 20 : 12);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
