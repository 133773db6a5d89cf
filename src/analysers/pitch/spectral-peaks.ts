import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createPeakFinder } from '../../dsp/spectral-peaks.js';
import { createPartialMarker } from './mark-partials.js';

/** Peaks kept of a frame; a row of `peaks` is this many frequencies, then as many magnitudes and marks. */
export const maximumPeaks = 60;
/** The blocks of a row. */
export const numbersOfPeak = 3;

/** Where peaks are looked for. */
export const lowestPeakHz = 40;
export const highestPeakHz = 4900;

/** Spectral peaks from 40 Hz to 4.9 kHz, nine times a second: what tuning, chroma, key and dissonance are made of. */
export const spectralPeaks = defineAnalyser({
  kind: 'stream',
  id: 'pitch.spectral-peaks',
  aspect: 'pitch',
  version: 2,
  about: 'Frequencies and magnitudes of the strongest sinusoids of each frame.',
  references: ['Smith & Serra 1987, PARSHL', 'Harris 1978, On the use of windows'],
  parameters: {},
  frontEnd: {
    kind: 'spectrum',
    rate: 11025,
    channels: 'mono',
    frameSize: 4096,
    hopSize: 1225,
    window: 'blackman-harris',
    values: 'magnitude',
  },
  outputs: {
    peaks: {
      shape: 'series',
      unit: '',
      size: numbersOfPeak * maximumPeaks,
      about: `${maximumPeaks} frequencies in Hz, ascending, then their magnitudes (1 is a full-scale sine), then 1 for those that a lower peak explains as an off-octave partial, else 0; NaN past the last peak`,
      undefinedMeans: 'silence',
    },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const finder = createPeakFinder(frequencies.length, {
      binHz: frequencies[1]!,
      lowHz: lowestPeakHz,
      highHz: highestPeakHz,
      maximumPeaks,
      floorRatio: 1e-3,
      leastMagnitude: 2e-5,
    });
    const markPartials = createPartialMarker(maximumPeaks);
    const row = new Float32Array(numbersOfPeak * maximumPeaks);
    const isPartial = row.subarray(2 * maximumPeaks);
    return {
      process({ channels: [spectrum] }) {
        const count = finder.find(spectrum!);
        row.fill(NaN);
        for (let i = 0; i < count; i++) {
          row[i] = finder.frequencies[i]!;
          row[maximumPeaks + i] = finder.magnitudes[i]!;
        }
        markPartials(finder.frequencies, finder.magnitudes, count, isPartial);
        out.peaks.push(row);
      },
    };
  },
});
