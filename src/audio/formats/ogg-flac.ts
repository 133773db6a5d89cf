import { hasLetters } from '../byte-reader.js';
import { damaged, loadDecoder } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { restoreIntegers } from './flac.js';
import { parseFlacHeader, parseStreamInfo } from './flac-frames.js';
import type { OggMapping } from './ogg-mapping.js';

/** Source: RFC 9639, 10.1. */
export const flacInOgg: OggMapping = {
  matches: (packet) => hasLetters(packet, 0, '\x7fFLAC') && hasLetters(packet, 9, 'fLaC'),
  describe(packet, name) {
    const info = parseStreamInfo(packet.subarray(17));
    if (info === undefined) throw damaged('The header of the FLAC stream is cut short.', name);
    return {
      codec: `FLAC ${info.bits} bit`,
      sampleRate: info.sampleRate,
      channelCount: info.channelCount,
      commentOffset: 4,
      skippedFrames: 0,
      async decoder({ warn }) {
        const { decoder } = await loadDecoder('@audio/decode-flac', 'MIT', name, () => import('@audio/decode-flac'));
        const decode = await decoder();
        const complaints = createComplaints();
        const restore = (channel: Float32Array) => restoreIntegers(channel, info.bits);
        return {
          decode(_, packets) {
            const frames = packets.filter((bytes) => parseFlacHeader(bytes)?.channelCount === info.channelCount);
            return frames
              .map((bytes) => complaints.collect(() => decode.decode(bytes)).channelData)
              .reduce<readonly Float32Array[]>(appendSamples, [])
              .map(restore);
          },
          finish() {
            const rest = complaints.collect(() => decode.flush()).channelData;
            for (const text of complaints.report()) warn(text);
            return rest.map(restore);
          },
          free: () => decode.free(),
        };
      },
    };
  },
};

function appendSamples(before: readonly Float32Array[], after: readonly Float32Array[]): readonly Float32Array[] {
  if (before.length === 0 || after.length === 0) return before.length === 0 ? after : before;
  return before.map((channel, c) => {
    const joined = new Float32Array(channel.length + after[c]!.length);
    joined.set(channel);
    joined.set(after[c]!, channel.length);
    return joined;
  });
}
