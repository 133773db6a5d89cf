import { defineAnalyser } from '../../analysis/define-analyser.js';
import { highPass, lowPass } from '../../dsp/biquad.js';

/** Rows in a window of 30 s; the filters start afresh with each. */
const rowsPerWindow = 300;
const lowHz = 200;
/** Two octaves above the bass: in a wider band an equaliser would say which part of it the peaks are of. */
const middleHz = 800;
const highHz = 3000;

/** Peak and mean square of three bands of the mono signal, every 100 ms. */
export const bandLevels = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.band-levels',
  aspect: 'dynamics',
  version: 2,
  about: 'Peak and mean square of every 100 ms below 200 Hz, from 200 to 800 Hz, and above 3 kHz.',
  references: ['Butterworth 1930'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'mono', frameSize: 4410, hopSize: 4410 },
  outputs: {
    levels: {
      shape: 'series',
      unit: '',
      size: 6,
      about: 'low, middle, high: each absolute peak, then mean square',
      keep: 'track',
    },
  },
  features: [],
  prepare({ rate }, _parameters, out) {
    const split = createBandSplit(rate);
    return {
      process({ index, channels: [samples] }) {
        if (index % rowsPerWindow === 0) split.restart();
        out.levels.push(split.measure(samples!));
      },
    };
  },
});

/** Four second-order filters side by side: low, low cut then high cut, high. The row is rewritten by each call. */
function createBandSplit(rate: number) {
  const low = lowPass(rate, lowHz);
  const lowCut = highPass(rate, lowHz);
  const highCut = lowPass(rate, middleHz);
  const high = highPass(rate, highHz);
  const state = new Float64Array(8);
  const row = new Float64Array(6);

  function measure(samples: Float32Array): Float64Array {
    // A low pass has the numerator b (1, 2, 1), a high pass b (1, -2, 1).
    const { b0: lowGain, a1: low1, a2: low2 } = low;
    const { b0: lowCutGain, a1: lowCut1, a2: lowCut2 } = lowCut;
    const { b0: highCutGain, a1: highCut1, a2: highCut2 } = highCut;
    const { b0: highGain, a1: high1, a2: high2 } = high;
    let [l1, l2, m1, m2, n1, n2, h1, h2] = state as unknown as Eight;
    let lowPeak = 0;
    let middlePeak = 0;
    let highPeak = 0;
    let lowSum = 0;
    let middleSum = 0;
    let highSum = 0;
    for (let n = 0; n < samples.length; n++) {
      const x = samples[n]!;
      const lowIn = lowGain * x;
      const bass = lowIn + l1;
      l1 = 2 * lowIn - low1 * bass + l2;
      l2 = lowIn - low2 * bass;
      const cutIn = lowCutGain * x;
      const cut = cutIn + m1;
      m1 = m2 - 2 * cutIn - lowCut1 * cut;
      m2 = cutIn - lowCut2 * cut;
      const middleIn = highCutGain * cut;
      const middle = middleIn + n1;
      n1 = 2 * middleIn - highCut1 * middle + n2;
      n2 = middleIn - highCut2 * middle;
      const highIn = highGain * x;
      const treble = highIn + h1;
      h1 = h2 - 2 * highIn - high1 * treble;
      h2 = highIn - high2 * treble;
      const bassPower = bass * bass;
      const middlePower = middle * middle;
      const treblePower = treble * treble;
      lowSum += bassPower;
      middleSum += middlePower;
      highSum += treblePower;
      if (bassPower > lowPeak) lowPeak = bassPower;
      if (middlePower > middlePeak) middlePeak = middlePower;
      if (treblePower > highPeak) highPeak = treblePower;
    }
    state.set([l1, l2, m1, m2, n1, n2, h1, h2].map(settled));
    row.set([lowPeak, lowSum, middlePeak, middleSum, highPeak, highSum]);
    for (let band = 0; band < 3; band++) {
      row[2 * band] = Math.sqrt(row[2 * band]!);
      row[2 * band + 1]! /= samples.length;
    }
    return row;
  }

  return { measure, restart: () => state.fill(0) };
}

type Eight = [number, number, number, number, number, number, number, number];

/** Below this a delay counts as empty: what fades out would slow to a crawl on denormal numbers. */
function settled(value: number): number {
  return Math.abs(value) < 1e-30 ? 0 : value;
}
