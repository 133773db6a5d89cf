import { defineAnalyser } from '../../analysis/define-analyser.js';
import type { Biquad } from '../../dsp/biquad.js';
import { kWeighting } from '../../dsp/k-weighting.js';

/** Rows in a window of 30 s. The filters start afresh with each window, so that a window is a function of its own samples. */
const rowsPerWindow = 300;

/** Mean squares of every 100 ms: K-weighted and summed over the channels (ITU-R BS.1770-4), and plain. */
export const levels = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.levels',
  aspect: 'dynamics',
  version: 1,
  about: 'Mean squares of 100 ms: what loudness, crest and density are made of.',
  references: ['ITU-R BS.1770-4'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'left-right', frameSize: 4410, hopSize: 4410 },
  outputs: {
    weighted: {
      shape: 'series',
      unit: '',
      about: 'K-weighted mean square, the channels summed; 0 is silence',
      keep: 'track',
    },
    plain: { shape: 'series', unit: '', about: 'mean square, averaged over the channels', keep: 'track' },
  },
  features: [],
  prepare({ rate, channelCount }, _parameters, out) {
    const { shelf, highPass } = kWeighting(rate);
    const states = Array.from({ length: channelCount }, () => new Float64Array(4));
    return {
      process({ index, channels }) {
        let weighted = 0;
        let plain = 0;
        for (let c = 0; c < channels.length; c++) {
          const samples = channels[c]!;
          if (index % rowsPerWindow === 0) states[c]!.fill(0);
          weighted += weightedSquares(samples, shelf, highPass, states[c]!);
          plain += squares(samples);
        }
        const count = channels[0]!.length;
        out.weighted.push(weighted / count);
        out.plain.push(plain / (count * channels.length));
      },
    };
  },
});

/** Sum of the squares behind both filters; `state` holds their two delays each (transposed direct form II). */
function weightedSquares(samples: Float32Array, shelf: Biquad, highPass: Biquad, state: Float64Array): number {
  const { b0, b1, b2, a1, a2 } = shelf;
  const c1 = highPass.a1;
  const c2 = highPass.a2;
  let s1 = state[0]!;
  let s2 = state[1]!;
  let h1 = state[2]!;
  let h2 = state[3]!;
  let sum = 0;
  for (let n = 0; n < samples.length; n++) {
    const x = samples[n]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    const z = y + h1;
    h1 = h2 - 2 * y - c1 * z;
    h2 = y - c2 * z;
    sum += z * z;
  }
  state[0] = settled(s1);
  state[1] = settled(s2);
  state[2] = settled(h1);
  state[3] = settled(h2);
  return sum;
}

/** Below this a delay counts as empty: what fades out would slow to a crawl on denormal numbers. */
function settled(value: number): number {
  return Math.abs(value) < 1e-30 ? 0 : value;
}

function squares(samples: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < samples.length; n++) sum += samples[n]! * samples[n]!;
  return sum;
}
