import { hasLetters, viewOf } from '../byte-reader.js';
import type { Speaker } from '../channels.js';
import type { Opening } from '../codec.js';
import { damaged, loadDecoder, unsupported } from '../codec.js';
import type { OggDecoder, OggMapping } from './ogg-mapping.js';

/** Opus always decodes to this rate, hertz. */
const opusRate = 48000;

/** The loudspeakers of mapping family 1 by channel count, which are Vorbis's. */
const vorbisOrder: readonly (readonly Speaker[])[] = [
  [],
  ['C'],
  ['L', 'R'],
  ['L', 'C', 'R'],
  ['L', 'R', 'BL', 'BR'],
  ['L', 'C', 'R', 'BL', 'BR'],
  ['L', 'C', 'R', 'BL', 'BR', 'LFE'],
  ['L', 'C', 'R', 'SL', 'SR', 'BC', 'LFE'],
  ['L', 'C', 'R', 'SL', 'SR', 'BL', 'BR', 'LFE'],
];

type OpusHead = {
  readonly channelCount: number;
  readonly preSkip: number;
  readonly outputGain: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly mapping: readonly number[];
};

/** Source: RFC 7845. */
export const opusInOgg: OggMapping = {
  matches: (packet) => hasLetters(packet, 0, 'OpusHead'),
  describe(packet, name) {
    const family = packet[18] ?? 0;
    if (family > 1) throw unsupported(`Opus of the channel mapping family ${family} cannot be read.`, name);
    const head = parseHead(packet, name);
    const speakers = vorbisOrder[head.channelCount];
    return {
      codec: 'Opus',
      sampleRate: opusRate,
      channelCount: head.channelCount,
      ...(speakers === undefined ? {} : { speakers }),
      commentOffset: 8,
      skippedFrames: head.preSkip,
      decoder: (opening) => openPackets(head, opening),
    };
  },
};

function parseHead(packet: Uint8Array, name: string): OpusHead {
  const channelCount = packet[9] ?? 0;
  const family = packet[18] ?? 0;
  if (packet.length < 19 + (family === 0 ? 0 : 2 + channelCount))
    throw damaged('The header of the Opus stream is cut short.', name);
  const view = viewOf(packet);
  return {
    channelCount,
    preSkip: view.getUint16(10, true),
    outputGain: view.getInt16(16, true),
    streamCount: family === 0 ? 1 : packet[19]!,
    coupledStreamCount: family === 0 ? Math.max(0, channelCount - 1) : packet[20]!,
    mapping: family === 0 ? [0, 1].slice(0, channelCount) : [...packet.subarray(21, 21 + channelCount)],
  };
}

async function openPackets(head: OpusHead, { name, warn }: Opening): Promise<OggDecoder> {
  const { createOpusDecoder } = await loadDecoder(
    '@audio/decode-opus',
    'MIT',
    name,
    () => import('@audio/decode-opus/core'),
  );
  const opus = await createOpusDecoder();
  try {
    opus.configure({
      sampleRate: opusRate,
      channels: head.channelCount,
      streamCount: head.streamCount,
      coupledStreamCount: head.coupledStreamCount,
      channelMappingTable: [...head.mapping],
      preSkip: head.preSkip,
      outputGain: head.outputGain,
    });
  } catch (cause) {
    opus.free();
    throw damaged('The header of the Opus stream describes impossible channels.', name, cause);
  }
  let headers = 2;
  let produced = 0;
  let broken = 0;
  return {
    decode(page, packets) {
      const sound = packets.slice(Math.min(headers, packets.length));
      headers -= packets.length - sound.length;
      if (sound.length === 0) return [];
      const { channelData, errors } = opus.decodeFrames(sound);
      broken += errors.length;
      const length = channelData[0]?.length ?? 0;
      // The last page's granule says where the recording ends, usually within a packet.
      const end = page.last && page.granule !== undefined ? page.granule - head.preSkip : Infinity;
      const kept = Math.max(0, Math.min(length, end - produced));
      // A stream that was cut from a longer one has granules far beyond what was decoded.
      produced += length;
      return kept === length ? channelData : channelData.map((channel) => channel.subarray(0, kept));
    },
    finish() {
      if (broken > 0) warn(`${broken} packets of Opus are damaged and were left out.`);
      return [];
    },
    free: () => opus.free(),
  };
}
