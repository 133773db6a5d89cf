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
  frontEnd: { kind: 'samples', rate: 44100, channels: 'left-right', frameSize: 441, hopSize: 441 },
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
        if (samplePeak > 0 && samplePeak >= nearness * largest)
          for (let c = 0; c < channels.length; c++) row[1]! += runsAbove(channels[c]!, nearness * largest);
        out.truePeak.push(most);
        out.flatTops.push(row);
      },
    };
  },
});

/** Runs of three samples or more of one sign that reach `level`. Each holds one of every third sample: only those are looked at. */
function runsAbove(samples: Float32Array, level: number): number {
  let runs = 0;
  let after = 0;
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
