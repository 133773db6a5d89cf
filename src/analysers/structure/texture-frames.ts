import { defineAnalyser } from '../../analysis/define-analyser.js';
import { melBands, melFrontEnd } from '../timbre/mel-frames.js';
import { timbreHop } from '../timbre/spectral-frames.js';

/** Pairs of mel bands in a row. */
export const textureBands = melBands / 2;
/** Frames of 27.8 ms in a row: half a second. */
const framesPerRow = 18;
export const textureSeconds = (framesPerRow * timbreHop) / 44100;

/** The colour of every half second, for the whole of a recording however long. */
export const textureFrames = defineAnalyser({
  kind: 'stream',
  id: 'structure.texture-frames',
  aspect: 'structure',
  version: 1,
  about: 'Mean power in 20 bands up to 15 kHz, of every half second.',
  references: ['Slaney 1998, Auditory Toolbox (scale and unit-area triangles)'],
  parameters: {},
  frontEnd: melFrontEnd,
  outputs: {
    power: {
      shape: 'events',
      unit: '',
      size: textureBands,
      about: 'mean power of two neighbouring mel bands; 0 is silence; its time is the middle of the half second',
      keep: 'track only',
    },
  },
  features: [],
  prepare({ rate }, _parameters, out) {
    const row = new Float64Array(textureBands);
    return {
      process({ index, channels: [bands] }) {
        for (let b = 0; b < melBands; b++) row[b >> 1]! += bands![b]! / (2 * framesPerRow);
        if (index % framesPerRow !== framesPerRow - 1) return;
        out.power.at(((index - framesPerRow / 2 + 0.5) * timbreHop + 1024) / rate, row);
        row.fill(0);
      },
    };
  },
});
