import { hasLetters, viewOf } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, unsupported } from '../codec.js';
import type { SampleLayout } from './linear-pcm.js';
import { codecName, readLinearPcm } from './linear-pcm.js';

/** Sun's and NeXT's audio file. */
export const au: Codec = {
  container: 'AU',
  extensions: ['au', 'snd'],
  matches: (head) => hasLetters(head, 0, '.snd'),
  open: openAu,
};

const encodings: Readonly<Record<number, Omit<SampleLayout, 'littleEndian'>>> = {
  1: { kind: 'mu-law', bytes: 1 },
  2: { kind: 'signed', bytes: 1 },
  3: { kind: 'signed', bytes: 2 },
  4: { kind: 'signed', bytes: 3 },
  5: { kind: 'signed', bytes: 4 },
  6: { kind: 'float', bytes: 4 },
  7: { kind: 'float', bytes: 8 },
  27: { kind: 'a-law', bytes: 1 },
};
const unknownSize = 0xffffffff;

async function openAu({ reader, name }: Opening): Promise<OpenedAudio> {
  if (!(await reader.fill(24))) throw damaged('The file ends before its samples begin.', name);
  const view = viewOf(reader.peek(24));
  const [headerBytes, dataBytes, encoding, sampleRate, channelCount] = [4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at),
  ) as [number, number, number, number, number];
  const layout = encodings[encoding];
  if (layout === undefined) throw unsupported(`AU of the kind ${encoding} cannot be read.`, name);
  if (channelCount === 0) throw damaged('The header says that there are no channels.', name);
  await reader.skip(Math.max(24, headerBytes));
  const declared = dataBytes === unknownSize ? undefined : Math.floor(dataBytes / (layout.bytes * channelCount));
  return {
    format: {
      container: 'AU',
      codec: codecName(layout, layout.bytes * 8),
      sampleRate,
      channelCount,
      declaredSeconds: declared === undefined ? undefined : declared / sampleRate,
    },
    tags: () => ({}),
    declaredFrames: () => declared,
    samples: () =>
      readLinearPcm(reader, declared === undefined ? Number.MAX_SAFE_INTEGER : dataBytes, channelCount, {
        ...layout,
        littleEndian: false,
      }),
  };
}
