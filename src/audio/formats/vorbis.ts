import { hasLetters, viewOf } from '../byte-reader.js';
import { damaged, loadDecoder } from '../codec.js';
import { createComplaints } from '../complaints.js';
import type { OggMapping } from './ogg-mapping.js';

/** Source: Vorbis I specification, 4.2.2. */
export const vorbisInOgg: OggMapping = {
  matches: (packet) => hasLetters(packet, 0, '\x01vorbis'),
  describe(packet, name) {
    if (packet.length < 30) throw damaged('The header of the Vorbis stream is cut short.', name);
    return {
      codec: 'Vorbis',
      sampleRate: viewOf(packet).getUint32(12, true),
      channelCount: packet[11]!,
      commentOffset: 7,
      skippedFrames: 0,
      async decoder({ warn }) {
        const { decoder } = await loadDecoder(
          '@audio/decode-vorbis',
          'MIT',
          name,
          () => import('@audio/decode-vorbis'),
        );
        const decode = await decoder();
        const complaints = createComplaints();
        return {
          decode: (page) => complaints.collect(() => decode.decode(page.bytes)).channelData,
          finish() {
            const rest = complaints.collect(() => decode.flush()).channelData;
            for (const text of complaints.report()) warn(text);
            return rest;
          },
          free: () => decode.free(),
        };
      },
    };
  },
};
