import type { ByteReader } from '../byte-reader.js';
import { hasLetters, letters, viewOf } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, unsupported } from '../codec.js';
import type { Tags } from '../pcm.js';
import { id3Tags, maximumTagBytes, tidyTags } from '../tags.js';
import { readAppleAdpcm } from './adpcm.js';
import type { SampleLayout } from './linear-pcm.js';
import { codecName, readLinearPcm } from './linear-pcm.js';

export const aiff: Codec = {
  container: 'AIFF',
  extensions: ['aiff', 'aif', 'aifc', 'aiffc'],
  matches: (head) => hasLetters(head, 0, 'FORM') && (hasLetters(head, 8, 'AIFF') || hasLetters(head, 8, 'AIFC')),
  open: openAiff,
};

type Common = {
  readonly channelCount: number;
  /** Sample frames, or packets of Apple's ADPCM. */
  readonly frames: number;
  readonly bits: number;
  readonly sampleRate: number;
  readonly compression: string;
};

async function openAiff(opening: Opening): Promise<OpenedAudio> {
  const { reader, name } = opening;
  await reader.skip(12);
  let common: Common | undefined;
  let tags: Tags = {};
  for (;;) {
    if (!(await reader.fill(8))) throw damaged('The file ends before its samples begin.', name);
    const { id, byteCount } = readChunkHeader(reader);
    if (id === 'SSND') {
      if (common === undefined) throw damaged('The samples come before the description of their format.', name);
      await reader.fill(8);
      const offset = reader.peek(8).length === 8 ? viewOf(reader.take(8)).getUint32(0) : 0;
      await reader.skip(offset);
      return openSamples(opening, common, Math.max(0, byteCount - 8 - offset), tags);
    }
    const start = reader.position;
    if (id === 'COMM') common = await readCommon(reader, byteCount, name);
    else tags = { ...tags, ...(await readTags(reader, id, byteCount)) };
    await reader.skip(byteCount + (byteCount & 1) - (reader.position - start));
  }
}

function readChunkHeader(reader: ByteReader): { readonly id: string; readonly byteCount: number } {
  const header = reader.take(8);
  return { id: letters(header.subarray(0, 4)), byteCount: viewOf(header).getUint32(4) };
}

async function readTags(reader: ByteReader, id: string, byteCount: number): Promise<Tags> {
  const key = ({ NAME: 'title', AUTH: 'artist' } as const)[id];
  if (key === undefined && id !== 'ID3 ' && id !== 'id3 ') return {};
  const kept = Math.min(byteCount, key === undefined ? maximumTagBytes : 1024);
  await reader.fill(kept);
  const body = reader.take(kept);
  return key === undefined ? id3Tags(body) : tidyTags({ [key]: letters(body) });
}

async function readCommon(reader: ByteReader, byteCount: number, name: string): Promise<Common> {
  const kept = Math.min(byteCount, 1024);
  if (!(await reader.fill(kept)) || kept < 18) throw damaged('The description of the format is cut short.', name);
  const body = reader.take(kept);
  const view = viewOf(body);
  return {
    channelCount: view.getUint16(0),
    frames: view.getUint32(2),
    bits: view.getUint16(6),
    sampleRate: Math.round(readExtended(view, 8)),
    compression: kept >= 22 ? letters(body.subarray(18, 22)) : 'NONE',
  };
}

/** An 80-bit float of the SANE kind, positive. */
function readExtended(view: DataView, at: number): number {
  const exponent = view.getUint16(at) & 0x7fff;
  return Number(view.getBigUint64(at + 2)) * 2 ** (exponent - 16383 - 63);
}

function openSamples(opening: Opening, common: Common, dataBytes: number, tags: Tags): OpenedAudio {
  const { reader, name } = opening;
  const { channelCount, sampleRate } = common;
  if (channelCount === 0) throw damaged('The header says that there are no channels.', name);
  const adpcm = common.compression === 'ima4';
  const layout = adpcm ? undefined : layoutOf(common, name);
  const frames = adpcm ? common.frames * 64 : common.frames;
  const frameBytes = layout === undefined ? 0 : layout.bytes * channelCount;
  // A pipe's header holds no count; then the samples go on to the end.
  const available =
    layout === undefined || frames === 0 ? dataBytes : Math.min(dataBytes || Infinity, frames * frameBytes);
  const declared = frames === 0 ? undefined : frames;
  return {
    format: {
      container: 'AIFF',
      codec: layout === undefined ? 'ADPCM' : codecName(layout, common.bits),
      sampleRate,
      channelCount,
      declaredSeconds: declared === undefined ? undefined : declared / sampleRate,
    },
    tags: () => tags,
    declaredFrames: () => declared,
    samples: () =>
      layout === undefined
        ? readAppleAdpcm(reader, dataBytes, channelCount, name)
        : readLinearPcm(reader, available === 0 ? Number.MAX_SAFE_INTEGER : available, channelCount, layout),
  };
}

function layoutOf({ compression, bits }: Common, name: string): SampleLayout {
  const bytes = Math.ceil(bits / 8);
  const kind = compression.toLowerCase();
  if (['none', 'twos', 'sowt', 'in24', 'in32'].includes(kind)) {
    if (bytes < 1 || bytes > 4) throw damaged(`The header says ${bits} bits a sample.`, name);
    return { kind: 'signed', bytes, littleEndian: kind === 'sowt' };
  }
  const others: Readonly<Record<string, SampleLayout>> = {
    'raw ': { kind: 'unsigned', bytes: 1, littleEndian: false },
    fl32: { kind: 'float', bytes: 4, littleEndian: false },
    fl64: { kind: 'float', bytes: 8, littleEndian: false },
    alaw: { kind: 'a-law', bytes: 1, littleEndian: false },
    ulaw: { kind: 'mu-law', bytes: 1, littleEndian: false },
  };
  const layout = others[kind];
  if (layout === undefined) throw unsupported(`AIFF of the kind '${compression}' cannot be read.`, name);
  return layout;
}
