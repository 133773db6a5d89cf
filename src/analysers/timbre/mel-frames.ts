import { defineAnalyser } from '../../analysis/define-analyser.js';
import { highestHz, timbreHop } from './spectral-frames.js';

export const melBands = 40;
export const melFrontEnd = {
  kind: 'bands',
  rate: 44100,
  channels: 'mono',
  frameSize: 2048,
  hopSize: timbreHop,
  window: 'hann',
  values: 'power',
  bank: { scale: 'mel-slaney', bands: melBands, lowHz: 0, highHz: highestHz },
} as const;

/** Power in 40 mel bands: the raw material of cepstrum, flux, percussiveness and structure. */
export const melFrames = defineAnalyser({
  kind: 'stream',
  id: 'timbre.mel-frames',
  aspect: 'timbre',
  version: 1,
  about: 'Power in 40 mel bands up to 15 kHz, 36 times a second.',
  references: ['Slaney 1998, Auditory Toolbox (scale and unit-area triangles)'],
  parameters: {},
  frontEnd: melFrontEnd,
  outputs: {
    power: { shape: 'series', unit: '', size: melBands, about: 'power in each band; 0 is silence' },
  },
  features: [],
  prepare(_setup, _parameters, out) {
    return {
      process({ channels: [bands] }) {
        out.power.push(bands!);
      },
    };
  },
});
