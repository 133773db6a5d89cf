import { defineAnalyser } from '../../analysis/define-analyser.js';
import { type Biquad, highPass, lowPass } from '../../dsp/biquad.js';

/** Rows in a window of 30 s; the filters start afresh with each. */
const rowsPerWindow = 300;
const lowHz = 200;
const highHz = 3000;

/** Peak and mean square of three bands of the mono signal, every 100 ms. */
export const bandLevels = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.band-levels',
  aspect: 'dynamics',
  version: 1,
  about: 'Peak and mean square of every 100 ms below 200 Hz, between, and above 3 kHz.',
  references: ['Butterworth 1930'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'mono', frameSize: 4410, hopSize: 4410 },
  outputs: {
    levels: { shape: 'series', unit: '', size: 6, about: 'low, middle, high: each absolute peak, then mean square' },
  },
  features: [],
  prepare({ rate }, _parameters, out) {
    const lowOnly = lowPass(rate, lowHz);
    const lowCut = highPass(rate, lowHz);
    const middleOnly = lowPass(rate, highHz);
    const highOnly = highPass(rate, highHz);
    const state = new Float64Array(8);
    const middle = new Float64Array(4410);
    const row = new Float64Array(6);
    return {
      process({ index, channels: [samples] }) {
        if (index % rowsPerWindow === 0) state.fill(0);
        measure(samples!, lowOnly, state, 0, undefined, row, 0);
        measure(samples!, lowCut, state, 2, middle, row, 2);
        measure(middle, middleOnly, state, 4, undefined, row, 2);
        measure(samples!, highOnly, state, 6, undefined, row, 4);
        out.levels.push(row);
      },
    };
  },
});

/** Filters into `filtered`, if given, and writes the peak and mean square of what comes out. */
function measure(
  samples: Float32Array | Float64Array,
  { b0, b1, b2, a1, a2 }: Biquad,
  state: Float64Array,
  delay: number,
  filtered: Float64Array | undefined,
  row: Float64Array,
  at: number,
): void {
  let s1 = state[delay]!;
  let s2 = state[delay + 1]!;
  let peak = 0;
  let sum = 0;
  for (let n = 0; n < samples.length; n++) {
    const x = samples[n]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    if (filtered !== undefined) filtered[n] = y;
    const size = y < 0 ? -y : y;
    if (size > peak) peak = size;
    sum += y * y;
  }
  state[delay] = Math.abs(s1) < 1e-30 ? 0 : s1;
  state[delay + 1] = Math.abs(s2) < 1e-30 ? 0 : s2;
  row[at] = peak;
  row[at + 1] = sum / samples.length;
}
