import { defineAnalyser } from '../../analysis/define-analyser.js';

/** Bands of 500 Hz from 0 to 22 kHz. */
export const highBandHz = 500;
export const highBandCount = 44;

/** Mean power a bin in even bands up to the top of the spectrum: where a codec's low pass shows. */
export const highBandFrames = defineAnalyser({
  kind: 'stream',
  id: 'timbre.high-band-frames',
  aspect: 'timbre',
  version: 1,
  about: 'Mean power of the bins in bands of 500 Hz, nine times a second.',
  references: [],
  parameters: {},
  frontEnd: {
    kind: 'spectrum',
    rate: 44100,
    channels: 'mid-side',
    frameSize: 4096,
    hopSize: 4900,
    window: 'hann',
    values: 'power',
  },
  outputs: {
    power: {
      shape: 'series',
      unit: '',
      size: highBandCount,
      about: 'mean power a bin, from 0 Hz up in steps of 500 Hz',
    },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const starts = Uint16Array.from({ length: highBandCount + 1 }, (_, b) =>
      frequencies.findIndex((hertz) => hertz >= b * highBandHz),
    );
    const row = new Float64Array(highBandCount);
    return {
      process({ channels: [middle, side] }) {
        for (let b = 0; b < highBandCount; b++) {
          const end = starts[b + 1]!;
          let sum = 0;
          for (let k = starts[b]!; k < end; k++) sum += middle![k]! + (side === undefined ? 0 : side[k]!);
          row[b] = sum / (end - starts[b]!);
        }
        out.power.push(row);
      },
    };
  },
});
