import type { ByteReader } from '../byte-reader.js';
import { hasLetters, letters, viewOf } from '../byte-reader.js';
import type { Speaker } from '../channels.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, unsupported } from '../codec.js';
import type { Tags } from '../pcm.js';
import { id3Tags, maximumTagBytes, riffInfoTags } from '../tags.js';
import { adpcmBlockFrames, readWavAdpcm } from './adpcm.js';
import type { SampleLayout } from './linear-pcm.js';
import { codecName, readLinearPcm } from './linear-pcm.js';
import { openMpeg } from './mp3.js';

/** The 12 bytes that follow the four letters in every identifier of Sony's Wave64. */
const wave64Tail = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a];
const isWave64 = (head: Uint8Array) => hasLetters(head, 0, 'riff\x2e\x91\xcf\x11') && hasLetters(head, 24, 'wave');
const riffKinds = ['RIFF', 'RIFX', 'RF64', 'BW64'];

/** RIFF WAVE, its big-endian sister RIFX, the 64-bit RF64, BW64 and Wave64. */
export const wav: Codec = {
  container: 'WAV',
  kinds: 'RF64, BW64 and Wave64 too',
  extensions: ['wav', 'wave', 'rf64', 'w64', 'bwf'],
  matches: (head) =>
    isWave64(head) || (hasLetters(head, 8, 'WAVE') && riffKinds.some((kind) => hasLetters(head, 0, kind))),
  open: openWav,
};

type Chunk = { readonly id: string; readonly byteCount: number; readonly paddedBytes: number };
type Container = {
  readonly name: string;
  readonly headerBytes: number;
  readonly littleEndian: boolean;
  parse(header: Uint8Array): Chunk;
};

function containerOf(head: Uint8Array): Container {
  if (isWave64(head))
    return {
      name: 'Wave64',
      headerBytes: 40,
      littleEndian: true,
      parse(header) {
        const byteCount = Math.max(0, Number(viewOf(header).getBigUint64(16, true)) - 24);
        const known = wave64Tail.every((byte, i) => header[4 + i] === byte);
        return {
          id: known ? letters(header.subarray(0, 4)) : '?',
          byteCount,
          paddedBytes: byteCount + (-byteCount & 7),
        };
      },
    };
  const kind = letters(head.subarray(0, 4));
  const littleEndian = kind !== 'RIFX';
  return {
    name: kind === 'RIFF' ? 'WAV' : kind,
    headerBytes: 12,
    littleEndian,
    parse(header) {
      const byteCount = viewOf(header).getUint32(4, littleEndian);
      return { id: letters(header.subarray(0, 4)), byteCount, paddedBytes: byteCount + (byteCount & 1) };
    },
  };
}

type WaveFormat = {
  readonly tag: number;
  readonly channelCount: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
  readonly bits: number;
  readonly mask: number;
  readonly body: Uint8Array;
};

async function openWav(opening: Opening): Promise<OpenedAudio> {
  const { reader, name } = opening;
  const container = containerOf(reader.peek(40));
  await reader.skip(container.headerBytes);
  let tags: Tags = {};
  let format: WaveFormat | undefined;
  let longDataBytes: number | undefined;
  let factFrames: number | undefined;
  for (;;) {
    const chunk = await nextChunk(reader, container);
    if (chunk === undefined) throw damaged('The file ends before its samples begin.', name);
    if (chunk.id === 'data') {
      if (format === undefined) throw damaged('The samples come before the description of their format.', name);
      const placeholder = chunk.byteCount === 0xffffffff && longDataBytes !== undefined;
      const dataBytes = placeholder ? longDataBytes! : chunk.byteCount;
      return openSamples(opening, container, format, dataBytes, factFrames, {
        current: () => tags,
        async readRest() {
          tags = { ...tags, ...(await trailingTags(reader, container)) };
        },
      });
    }
    const start = reader.position;
    if (chunk.id === 'fmt ') format = parseFormat(await body(reader, chunk), container.littleEndian, name);
    else if (chunk.id === 'ds64') longDataBytes = parseLongSize(await body(reader, chunk));
    else if (chunk.id === 'fact') factFrames = parseFact(await body(reader, chunk), container.littleEndian);
    else tags = { ...tags, ...(await chunkTags(reader, chunk)) };
    await reader.skip(chunk.paddedBytes - (reader.position - start));
  }
}

async function nextChunk(reader: ByteReader, container: Container): Promise<Chunk | undefined> {
  const headerBytes = container.name === 'Wave64' ? 24 : 8;
  return (await reader.fill(headerBytes)) ? container.parse(reader.take(headerBytes)) : undefined;
}

async function body(reader: ByteReader, chunk: Chunk): Promise<Uint8Array> {
  const count = Math.min(chunk.byteCount, maximumTagBytes);
  await reader.fill(count);
  return reader.take(count);
}

async function chunkTags(reader: ByteReader, chunk: Chunk): Promise<Tags> {
  if (chunk.id === 'LIST' || chunk.id === 'list') return riffInfoTags(await body(reader, chunk));
  if (chunk.id === 'id3 ' || chunk.id === 'ID3 ') return id3Tags(await body(reader, chunk));
  return {};
}

/** Many programs write their tags after the samples. */
async function trailingTags(reader: ByteReader, container: Container): Promise<Tags> {
  let tags: Tags = {};
  for (;;) {
    const chunk = await nextChunk(reader, container);
    if (chunk === undefined) return tags;
    const start = reader.position;
    tags = { ...tags, ...(await chunkTags(reader, chunk)) };
    await reader.skip(chunk.paddedBytes - (reader.position - start));
  }
}

function parseFormat(bytes: Uint8Array, littleEndian: boolean, name: string): WaveFormat {
  if (bytes.length < 16) throw damaged('The description of the format is cut short.', name);
  const view = viewOf(bytes);
  const outerTag = view.getUint16(0, littleEndian);
  const extensible = outerTag === 0xfffe && bytes.length >= 26;
  return {
    tag: extensible ? view.getUint16(24, littleEndian) : outerTag,
    channelCount: view.getUint16(2, littleEndian),
    sampleRate: view.getUint32(4, littleEndian),
    blockBytes: view.getUint16(12, littleEndian),
    bits: view.getUint16(14, littleEndian),
    mask: extensible ? view.getUint32(20, littleEndian) : 0,
    body: bytes,
  };
}

function parseLongSize(bytes: Uint8Array): number | undefined {
  return bytes.length < 16 ? undefined : Number(viewOf(bytes).getBigUint64(8, true));
}

function parseFact(bytes: Uint8Array, littleEndian: boolean): number | undefined {
  return bytes.length < 4 ? undefined : viewOf(bytes).getUint32(0, littleEndian);
}

const maskOrder: readonly Speaker[] = ['L', 'R', 'C', 'LFE', 'BL', 'BR', 'LC', 'RC', 'BC', 'SL', 'SR'];

function speakersOf(format: WaveFormat): { readonly speakers?: readonly Speaker[] } {
  const speakers = maskOrder.filter((_, bit) => format.mask & (1 << bit));
  return speakers.length === format.channelCount ? { speakers } : {};
}

type TrailingTags = { readonly current: () => Tags; readRest(): Promise<void> };

async function openSamples(
  opening: Opening,
  container: Container,
  format: WaveFormat,
  dataBytes: number,
  factFrames: number | undefined,
  tags: TrailingTags,
): Promise<OpenedAudio> {
  const { reader, name } = opening;
  if (format.channelCount === 0) throw damaged('The header says that there are no channels.', name);
  // What writes to a pipe cannot know the length, and leaves nothing or the largest number there.
  const sizeKnown =
    dataBytes > 0 && !(container.headerBytes === 12 && dataBytes >= 0x7ffff000 && dataBytes <= 0xffffffff);
  const available = sizeKnown ? dataBytes : Number.MAX_SAFE_INTEGER;
  if (format.tag === 0x55 || format.tag === 0x50) {
    const mpeg = await openMpeg(opening);
    return { ...mpeg, format: { ...mpeg.format, container: container.name }, tags: tags.current };
  }

  const adpcm = adpcmBlockFrames(format, name);
  const layout = adpcm === undefined ? layoutOf(format, container.littleEndian, name) : undefined;
  const blockBytes = layout === undefined ? format.blockBytes : layout.bytes * format.channelCount;
  const wholeBlocks = Math.floor(dataBytes / blockBytes) * (adpcm ?? 1);
  const declaredFrames = sizeKnown
    ? adpcm !== undefined && factFrames
      ? Math.min(factFrames, wholeBlocks)
      : wholeBlocks
    : undefined;
  return {
    format: {
      container: container.name,
      codec: layout === undefined ? 'ADPCM' : codecName(layout, format.bits),
      sampleRate: format.sampleRate,
      channelCount: format.channelCount,
      declaredSeconds: declaredFrames === undefined ? undefined : declaredFrames / format.sampleRate,
    },
    ...speakersOf(format),
    tags: tags.current,
    declaredFrames: () => declaredFrames,
    async *samples() {
      const start = reader.position;
      if (layout === undefined) yield* readWavAdpcm(reader, available, format, declaredFrames, name);
      else yield* readLinearPcm(reader, available, format.channelCount, layout);
      await reader.skip(available + (available & 1) - (reader.position - start));
      if (sizeKnown) await tags.readRest();
    },
  };
}

function layoutOf(format: WaveFormat, littleEndian: boolean, name: string): SampleLayout {
  const perSample = format.blockBytes / format.channelCount;
  const bytes = Number.isInteger(perSample) && perSample * 8 >= format.bits ? perSample : Math.ceil(format.bits / 8);
  if (format.tag === 6 || format.tag === 7)
    return { kind: format.tag === 6 ? 'a-law' : 'mu-law', bytes: 1, littleEndian };
  if (format.tag === 3 && (bytes === 4 || bytes === 8)) return { kind: 'float', bytes, littleEndian };
  if (format.tag === 1 && bytes >= 1 && bytes <= 4)
    return { kind: bytes === 1 ? 'unsigned' : 'signed', bytes, littleEndian };
  if (format.tag === 1 || format.tag === 3)
    throw damaged(`The header says ${format.bits} bits a sample, ${format.blockBytes} bytes a frame.`, name);
  throw unsupported(`WAV of the kind 0x${format.tag.toString(16).padStart(4, '0')} cannot be read.`, name);
}
