import { knownAnswers, knownAnswersRate } from './clips/known-answers.js';
import { looseGroove } from './clips/loose-groove.js';
import { rubatoStrings } from './clips/rubato-strings.js';
import { sevenToneScale } from './clips/seven-tone-scale.js';
import { tightGroove } from './clips/tight-groove.js';
import { encodeVorbis } from './files/encode-vorbis.js';
import { encodeWav } from './files/encode-wav.js';
import { toPcm } from './files/pcm.js';
import { type StereoMix, sampleRate } from './synthesis/stereo-mix.js';

export type SampleFile = { readonly name: string; render(): Promise<Uint8Array> };

const vorbis = (name: string, clip: () => StereoMix): SampleFile => ({
  name,
  async render() {
    const { left, right } = clip();
    return encodeVorbis(toPcm(sampleRate, [left, right]));
  },
});

const knownAnswersWav = () => encodeWav(toPcm(knownAnswersRate, [knownAnswers()]));
/** A header of 44 bytes without its last four: where the samples would begin, the file ends. */
const brokenBytes = 40;

/** Every recording of this folder; equal seeds, equal bytes. */
export const sampleFiles: readonly SampleFile[] = [
  vorbis('tight-groove.ogg', tightGroove),
  vorbis('loose-groove.ogg', looseGroove),
  vorbis('seven-tone-scale.ogg', sevenToneScale),
  vorbis('rubato-strings.ogg', rubatoStrings),
  { name: 'known-answers.wav', render: async () => knownAnswersWav() },
  { name: 'broken.wav', render: async () => knownAnswersWav().subarray(0, brokenBytes) },
];
