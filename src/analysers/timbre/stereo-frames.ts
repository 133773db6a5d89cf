import { defineAnalyser } from '../../analysis/define-analyser.js';

/** What correlation and balance are sums of, every 100 ms. */
export const stereoFrames = defineAnalyser({
  kind: 'stream',
  id: 'timbre.stereo-frames',
  aspect: 'timbre',
  version: 1,
  about: 'Mean of left squared, right squared, and left times right, every 100 ms.',
  references: [],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'left-right', frameSize: 4410, hopSize: 4410 },
  outputs: {
    products: {
      shape: 'series',
      unit: '',
      size: 3,
      about: 'left squared, right squared, left times right',
      undefinedMeans: 'the recording is mono',
    },
  },
  features: [],
  prepare(_setup, _parameters, out) {
    const row = new Float64Array(3);
    return {
      process({ channels: [left, right] }) {
        if (right === undefined) row.fill(NaN);
        else {
          let leftLeft = 0;
          let rightRight = 0;
          let leftRight = 0;
          for (let n = 0; n < right.length; n++) {
            const l = left![n]!;
            const r = right[n]!;
            leftLeft += l * l;
            rightRight += r * r;
            leftRight += l * r;
          }
          row[0] = leftLeft / right.length;
          row[1] = rightRight / right.length;
          row[2] = leftRight / right.length;
        }
        out.products.push(row);
      },
    };
  },
});
