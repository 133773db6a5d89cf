import { hasLetters, joinBytes, viewOf } from './byte-reader.js';
import type { Tags } from './pcm.js';

/** Tags longer than this (they hold pictures) are read only so far. */
export const maximumTagBytes = 4 * 2 ** 20;

/** Artist, album, title and year of an ID3v2 tag that starts with 'ID3'; {} where it cannot be read. */
export function id3Tags(tag: Uint8Array): Promise<Tags> {
  return fromParser(async () => (await import('@audio/decode-mp3/meta')).parseMeta(tag)?.meta);
}

/** Of the body of a RIFF LIST chunk; {} unless it is of the type INFO. */
export function riffInfoTags(list: Uint8Array): Promise<Tags> {
  if (!hasLetters(list, 0, 'INFO')) return Promise.resolve({});
  const body = joinBytes([list.subarray(0, 4), ...wholeEntries(list)]);
  const header = new Uint8Array(20);
  header.set([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x4c, 0x49, 0x53, 0x54]);
  viewOf(header).setUint32(16, body.length, true);
  return fromParser(async () => (await import('@audio/decode-wav/meta')).parseMeta(joinBytes([header, body]))?.meta);
}

/** The package's parser (1.5.1) takes a large length for a negative one and goes round in circles: it gets whole entries only. */
function wholeEntries(list: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 4; at + 8 <= list.length; ) {
    const byteCount = viewOf(list).getUint32(at + 4, true);
    const end = at + 8 + byteCount;
    if (end > list.length) break;
    entries.push(joinBytes([list.subarray(at, end), new Uint8Array(byteCount & 1)]));
    at = end + (byteCount & 1);
  }
  return entries;
}

/** Of a Vorbis comment block (FLAC's, Opus's and Vorbis's), without any signature before it. */
export function vorbisCommentTags(block: Uint8Array): Promise<Tags> {
  return fromParser(async () => (await import('@audio/decode-opus/meta')).parseComment(block).tags);
}

/** A tag is an extra: a parser that fails on it costs us the tag, not the recording. */
async function fromParser(parse: () => Promise<Readonly<Record<string, unknown>> | undefined>): Promise<Tags> {
  try {
    return tidyTags((await parse()) ?? {});
  } catch {
    return {};
  }
}

export function tidyTags(raw: Readonly<Record<string, unknown>>): Tags {
  const artist = tidyText(raw['artist']);
  const album = tidyText(raw['album']);
  const title = tidyText(raw['title']);
  const year = /\d{4}/.exec(tidyText(raw['year']) ?? '')?.[0];
  return {
    ...(artist === undefined ? {} : { artist }),
    ...(album === undefined ? {} : { album }),
    ...(title === undefined ? {} : { title }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}

function tidyText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Control characters would otherwise reach a terminal.
  const text = value.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return text === '' ? undefined : text;
}
