import { hasLetters } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, unsupported } from '../codec.js';
import { createDamageLog } from '../damage-log.js';
import type { Tags } from '../pcm.js';
import { vorbisCommentTags } from '../tags.js';
import { flacInOgg } from './ogg-flac.js';
import type { OggDecoder, OggMapping, OggStream } from './ogg-mapping.js';
import type { OggPage } from './ogg-pages.js';
import { createPacketizer, readOggPages } from './ogg-pages.js';
import { opusInOgg } from './opus.js';
import { vorbisInOgg } from './vorbis.js';

export const ogg: Codec = {
  container: 'Ogg',
  kinds: 'Vorbis, Opus or FLAC',
  extensions: ['ogg', 'oga', 'opus', 'ogx', 'ogv', 'spx'],
  matches: (head) => hasLetters(head, 0, 'OggS'),
  open: openOgg,
};

const mappings: readonly OggMapping[] = [vorbisInOgg, opusInOgg, flacInOgg];

async function openOgg(opening: Opening): Promise<OpenedAudio> {
  const { reader, name } = opening;
  const log = createDamageLog();
  const pages = readOggPages(reader, log);
  const packetizer = createPacketizer();
  const headPages: OggPage[] = [];
  let stream: OggStream | undefined;
  let tags: Tags | undefined;
  // The stream's first packet says what it is; its second one, which may take several pages, holds the comments.
  while (tags === undefined) {
    const { value: page, done } = await pages.next();
    if (done) break;
    if (stream === undefined) {
      if (!page.first) break;
      stream = describe(page, name);
      if (stream === undefined) continue;
    } else if (page.serial !== headPages[0]!.serial) continue;
    headPages.push(page);
    const packets = packetizer(page);
    const comments = headPages.length === 1 ? packets[1] : packets[0];
    if (comments !== undefined) tags = await vorbisCommentTags(comments.subarray(stream.commentOffset));
  }
  if (stream === undefined && log.report().length > 0) throw damaged('The first page is damaged.', name);
  if (stream === undefined) throw unsupported('The Ogg file holds no stream of Vorbis, Opus or FLAC.', name);
  if (tags === undefined) throw damaged('The file ends within its headers.', name);
  const { codec, sampleRate, channelCount, speakers } = stream;
  let declared: number | undefined;
  return {
    format: { container: 'Ogg', codec, sampleRate, channelCount, declaredSeconds: undefined },
    ...(speakers === undefined ? {} : { speakers }),
    tags: () => tags,
    declaredFrames: () => declared,
    async *samples() {
      const first = stream;
      let link: OggStream | undefined;
      let serial = -1;
      let decoder: OggDecoder | undefined;
      let packets = createPacketizer();
      let granules: Granules = { first: undefined, last: undefined };
      let total: number | undefined = 0;
      let skippedLinks = 0;
      let ended = true;
      let amongFirst = false;

      function* close(): Generator<readonly Float32Array[]> {
        if (decoder === undefined || link === undefined) return;
        const rest = decoder.finish();
        if (rest[0]?.length) yield rest;
        decoder.free();
        decoder = undefined;
        total = addPromise(total, granules, link);
      }

      try {
        for await (const page of chain(headPages, pages)) {
          // Streams that sound together begin together; a first page later on begins an appended recording.
          if (page.first && !amongFirst) {
            yield* close();
            link = undefined;
          }
          amongFirst = page.first;
          const next = page.first && link === undefined ? describe(page, name) : undefined;
          if (next !== undefined) {
            link = next;
            serial = page.serial;
            packets = createPacketizer();
            granules = { first: undefined, last: undefined };
            if (next.codec === first.codec && next.sampleRate === sampleRate && next.channelCount === channelCount)
              decoder = await next.decoder(opening);
            else skippedLinks++;
            ended = decoder === undefined;
          }
          if (page.serial !== serial || decoder === undefined) continue;
          const channels = decoder.decode(page, packets(page));
          if (channels[0]?.length) yield channels;
          if (page.granule !== undefined && page.granule > 0)
            granules = { first: granules.first ?? page.granule, last: page.granule };
          ended = page.last;
        }
        yield* close();
      } finally {
        decoder?.free();
      }
      declared = total;
      for (const text of log.report()) opening.warn(text);
      if (!ended) opening.warn('The file ends before the last page of its stream: it was cut off.');
      if (skippedLinks > 0)
        opening.warn(`${skippedLinks} recordings that were appended in another format were left out.`);
    },
  };
}

type Granules = { readonly first: number | undefined; readonly last: number | undefined };

/** A stream that was cut from a longer one starts late; then its granules say nothing about what should be there. */
const latestStartSeconds = 10;

function addPromise(total: number | undefined, { first, last }: Granules, link: OggStream): number | undefined {
  if (total === undefined || first === undefined || last === undefined) return undefined;
  if (first > latestStartSeconds * link.sampleRate) return undefined;
  return total + Math.max(0, last - link.skippedFrames);
}

function describe(page: OggPage, name: string): OggStream | undefined {
  const packet = page.pieces[0] ?? new Uint8Array(0);
  return mappings.find(({ matches }) => matches(packet))?.describe(packet, name);
}

async function* chain(before: readonly OggPage[], after: AsyncIterable<OggPage>): AsyncGenerator<OggPage> {
  yield* before;
  yield* after;
}
