import { hasLetters } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, loadDecoder, unsupported } from '../codec.js';
import { tidyTags } from '../tags.js';

/** Letters at byte 1080 that tell the number of channels of a MOD. */
const modMarks = ['M.K.', 'M!K!', 'FLT4', 'FLT8', 'CD81', 'OKTA', '4CHN', '6CHN', '8CHN'];

/** Scores with their own instruments, played by libopenmpt at 44.1 kHz. */
export const tracker: Codec = {
  container: 'Tracker module',
  extensions: ['mod', 'xm', 'it', 's3m', 'mptm'],
  matches: (head) =>
    hasLetters(head, 0, 'Extended Module: ') ||
    hasLetters(head, 0, 'IMPM') ||
    hasLetters(head, 44, 'SCRM') ||
    modMarks.some((mark) => hasLetters(head, 1080, mark)) ||
    (hasLetters(head, 1082, 'CH') && head[1080]! >= 0x31 && head[1080]! <= 0x33),
  open: openModule,
};

const rate = 44100;
/** A module is small, but it is played whole and from memory. */
const largestBytes = 64 * 2 ** 20;
const longestSeconds = 600;

async function openModule({ reader, name, warn }: Opening): Promise<OpenedAudio> {
  if (await reader.fill(largestBytes + 1)) throw unsupported('The module is larger than 64 MB.', name);
  const file = reader.take(largestBytes);
  const { default: decode, info } = await loadDecoder(
    '@audio/decode-mod',
    'BSD',
    name,
    () => import('@audio/decode-mod'),
  );
  const about = await info(file).catch((cause: unknown) => {
    throw damaged('The module cannot be played.', name, cause);
  });
  const seconds = Math.min(about.duration, longestSeconds);
  if (seconds < about.duration)
    warn(`The module lasts ${about.duration.toFixed(0)} s; its first ${longestSeconds} s were played.`);
  return {
    format: {
      container: 'Tracker module',
      codec: about.typeLong,
      sampleRate: rate,
      channelCount: 2,
      declaredSeconds: seconds,
    },
    tags: () => tidyTags({ title: about.title, artist: about.artist }),
    declaredFrames: () => undefined,
    async *samples() {
      const { channelData } = await decode(file, { sampleRate: rate, channels: 2, duration: seconds });
      if (channelData[0]?.length) yield channelData;
    },
  };
}
