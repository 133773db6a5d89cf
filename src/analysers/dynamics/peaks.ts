import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createTruePeakMeter } from '../../dsp/true-peak.js';

/** Rows in a window of 30 s, each of which starts afresh. */
const rowsPerWindow = 3000;
/** Consecutive samples that make a flat top, and how near to the largest so far they lie. */
const leastRun = 3;
const nearness = 0.999;

/** The peaks and flat tops of every 10 ms, with what lies between the samples wherever that can be the window's largest. */
export const peaks = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.peaks',
  aspect: 'dynamics',
  version: 1,
  about: 'Sample peaks, and true peaks where they matter, of every 10 ms.',
  references: ['ITU-R BS.1770-4, annex 2'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'all', frameSize: 441, hopSize: 441 },
  outputs: {
    truePeak: {
      shape: 'series',
      unit: '',
      about: 'linear peak over the channels; interpolated where that beats the window so far, else of the samples',
      keep: 'track',
    },
    flatTops: {
      shape: 'series',
      unit: '',
      size: 2,
      about: 'largest sample so far; runs of 3 samples or more that stay at it, of 10 ms',
    },
  },
  features: [],
  prepare({ channelCount }, _parameters, out) {
    const meters = Array.from({ length: channelCount }, createTruePeakMeter);
    const row = new Float64Array(2);
    // The sign of a run that reaches the end of the frame, each channel's; 0 where none does.
    const goesOn = new Int8Array(channelCount);
    let largest = 0;
    return {
      process({ index, channels }) {
        const fresh = index % rowsPerWindow === 0;
        if (fresh) largest = 0;
        let most = 0;
        let samplePeak = 0;
        for (let c = 0; c < channels.length; c++) {
          const meter = meters[c]!;
          if (fresh) meter.restart();
          most = Math.max(most, meter.push(channels[c]!));
          samplePeak = Math.max(samplePeak, meter.samplePeak);
        }
        largest = Math.max(largest, samplePeak);
        row[0] = largest;
        row[1] = 0;
        const flat = samplePeak > 0 && samplePeak >= nearness * largest;
        for (let c = 0; c < channels.length; c++) {
          if (flat) row[1]! += flatTops(channels[c]!, nearness * largest, fresh ? 0 : goesOn[c]!);
          goesOn[c] = flat ? sideOfLast(channels[c]!, nearness * largest) : 0;
        }
        out.truePeak.push(most);
        out.flatTops.push(row);
      },
    };
  },
});

/**
 * Runs of three samples or more of one sign that reach `level`, but for one that goes on from the frame before. Each holds
 * one of every third sample: only those are looked at.
 */
function flatTops(samples: Float32Array, level: number, goesOn: number): number {
  let runs = 0;
  let after = 0;
  if (goesOn !== 0) while (after < samples.length && goesOn * samples[after]! >= level) after++;
  for (let n = leastRun - 1; n < samples.length; n += leastRun) {
    if (n < after || Math.abs(samples[n]!) < level) continue;
    const side = Math.sign(samples[n]!);
    let first = n;
    while (first > after && side * samples[first - 1]! >= level) first--;
    let end = n + 1;
    while (end < samples.length && side * samples[end]! >= level) end++;
    if (end - first >= leastRun) runs++;
    after = end;
  }
  return runs;
}

function sideOfLast(samples: Float32Array, level: number): number {
  const last = samples[samples.length - 1]!;
  return Math.abs(last) >= level ? Math.sign(last) : 0;
}
