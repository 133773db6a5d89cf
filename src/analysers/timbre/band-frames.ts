import { defineAnalyser } from '../../analysis/define-analyser.js';
import { thirdOctaveCentres } from '../../dsp/filterbanks.js';

/** Frames of 93 ms, 9 a second. */
export const bandFrameSize = 4096;
export const bandHop = 4900;
const bands = thirdOctaveCentres.length;

/** Power of the middle and of the sides in third octaves; a mono recording has a middle only. */
export const bandFrames = defineAnalyser({
  kind: 'stream',
  id: 'timbre.band-frames',
  aspect: 'timbre',
  version: 1,
  about: 'Power in third octaves of (left + right) / 2 and (left - right) / 2, nine times a second.',
  references: ['IEC 61260'],
  parameters: {},
  frontEnd: {
    kind: 'bands',
    rate: 44100,
    channels: 'mid-side',
    frameSize: bandFrameSize,
    hopSize: bandHop,
    window: 'hann',
    values: 'power',
    bank: { scale: 'third-octave' },
  },
  outputs: {
    middle: { shape: 'series', unit: '', size: bands, about: 'power of the middle from 20 Hz to 20 kHz' },
    side: {
      shape: 'series',
      unit: '',
      size: bands,
      about: 'power of the sides from 20 Hz to 20 kHz',
      undefinedMeans: 'the recording is mono',
    },
  },
  features: [],
  prepare({ channelCount }, _parameters, out) {
    const none = new Float32Array(bands).fill(NaN);
    return {
      process({ channels: [middle, side] }) {
        out.middle.push(middle!);
        out.side.push(channelCount === 2 ? side! : none);
      },
    };
  },
});
