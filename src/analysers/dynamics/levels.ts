import { defineAnalyser } from '../../analysis/define-analyser.js';
import type { Speaker } from '../../audio/channels.js';
import { kWeighting } from '../../dsp/k-weighting.js';

/** Rows in a window of 30 s. The filters start afresh with each window, so that a window is a function of its own samples. */
const rowsPerWindow = 300;
const sideWeight = 1.41;

/** Mean squares of every 100 ms: K-weighted and summed over the channels (ITU-R BS.1770-4), and plain. */
export const levels = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.levels',
  aspect: 'dynamics',
  version: 1,
  about: 'Mean squares of 100 ms: what loudness, crest and density are made of.',
  references: ['ITU-R BS.1770-4'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'all', frameSize: 4410, hopSize: 4410 },
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
  prepare({ rate, speakers }, _parameters, out) {
    const weights = speakers.map((speaker) => channelWeight(speaker, speakers));
    const meters = Array.from({ length: Math.ceil(speakers.length / 2) }, () => createWeightedMeter(rate));
    return {
      process({ index, channels }) {
        let weighted = 0;
        let plain = 0;
        for (let c = 0; c < channels.length; c += 2) {
          const meter = meters[c / 2]!;
          const [first, second] = [channels[c]!, channels[c + 1]];
          if (index % rowsPerWindow === 0) meter.restart();
          meter.measure(first, second ?? first);
          weighted += weights[c]! * meter.sums[0]!;
          plain += meter.sums[2]!;
          if (second === undefined) continue;
          weighted += weights[c + 1]! * meter.sums[1]!;
          plain += meter.sums[3]!;
        }
        const count = channels[0]!.length;
        out.weighted.push(weighted / count);
        out.plain.push(plain / (channels.length * count));
      },
    };
  },
});

/** BS.1770-4, table 4: 1.41 for what stands at the sides, nothing for the low-frequency effects. */
function channelWeight(speaker: Speaker, speakers: readonly Speaker[]): number {
  if (speaker === 'LFE') return 0;
  if (speaker === 'SL' || speaker === 'SR') return sideWeight;
  // the back pair of a 5.1 set is its surround; behind a side pair it is not
  return (speaker === 'BL' || speaker === 'BR') && !speakers.includes('SL') ? sideWeight : 1;
}

/** Two channels through both filters at once; the two delays of each filter are a, b (one) and c, d (the other). */
function createWeightedMeter(rate: number) {
  const { shelf, highPass } = kWeighting(rate);
  const state = new Float64Array(8);
  /** Sums of squares of left and right, weighted, then plain; rewritten by each call. */
  const sums = new Float64Array(4);

  function measure(left: Float32Array, right: Float32Array): void {
    const { b0, b1, b2, a1, a2 } = shelf;
    const p1 = highPass.a1;
    const p2 = highPass.a2;
    let [shelfA, shelfB, shelfC, shelfD, highA, highB, highC, highD] = state as unknown as Eight;
    let weightedLeft = 0;
    let weightedRight = 0;
    let plainLeft = 0;
    let plainRight = 0;
    for (let n = 0; n < left.length; n++) {
      const l = left[n]!;
      const r = right[n]!;
      const shelvedLeft = b0 * l + shelfA;
      const shelvedRight = b0 * r + shelfC;
      shelfA = b1 * l - a1 * shelvedLeft + shelfB;
      shelfC = b1 * r - a1 * shelvedRight + shelfD;
      shelfB = b2 * l - a2 * shelvedLeft;
      shelfD = b2 * r - a2 * shelvedRight;
      const outLeft = shelvedLeft + highA;
      const outRight = shelvedRight + highC;
      highA = highB - 2 * shelvedLeft - p1 * outLeft;
      highC = highD - 2 * shelvedRight - p1 * outRight;
      highB = shelvedLeft - p2 * outLeft;
      highD = shelvedRight - p2 * outRight;
      weightedLeft += outLeft * outLeft;
      weightedRight += outRight * outRight;
      plainLeft += l * l;
      plainRight += r * r;
    }
    state.set([shelfA, shelfB, shelfC, shelfD, highA, highB, highC, highD].map(settled));
    sums.set([weightedLeft, weightedRight, plainLeft, plainRight]);
  }

  return { measure, sums, restart: () => state.fill(0) };
}

type Eight = [number, number, number, number, number, number, number, number];

/** Below this a delay counts as empty: what fades out would slow to a crawl on denormal numbers. */
function settled(value: number): number {
  return Math.abs(value) < 1e-30 ? 0 : value;
}
