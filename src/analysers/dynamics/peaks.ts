import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createTruePeakMeter } from '../../dsp/true-peak.js';

/** Rows in a window of 30 s, each of which starts afresh. */
const rowsPerWindow = 3000;

/** The peaks of every 10 ms, with what lies between the samples wherever that can be the window's largest. */
export const peaks = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.peaks',
  aspect: 'dynamics',
  version: 1,
  about: 'Sample peaks, and true peaks where they matter, of every 10 ms.',
  references: ['ITU-R BS.1770-4, annex 2'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'left-right', frameSize: 441, hopSize: 441 },
  outputs: {
    truePeak: {
      shape: 'series',
      unit: '',
      about: 'linear peak over the channels; interpolated where that beats the window so far, else of the samples',
      keep: 'track',
    },
  },
  features: [],
  prepare({ channelCount }, _parameters, out) {
    const meters = Array.from({ length: channelCount }, createTruePeakMeter);
    return {
      process({ index, channels }) {
        let most = 0;
        for (let c = 0; c < channels.length; c++) {
          const meter = meters[c]!;
          if (index % rowsPerWindow === 0) meter.restart();
          most = Math.max(most, meter.push(channels[c]!));
        }
        out.truePeak.push(most);
      },
    };
  },
});
