import { defineAnalyser } from '../../analysis/define-analyser.js';

/** Consecutive samples that make a run, and how near to the window's largest they lie. */
const leastRun = 3;
const nearness = 0.999;

/** Flat tops: runs of samples that stay at the window's largest value, whatever that is. */
export const clipping = defineAnalyser({
  kind: 'window',
  id: 'dynamics.clipping',
  aspect: 'dynamics',
  version: 1,
  about: "Clipped runs, relative to the window's own largest sample.",
  references: [],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { audio: { samples: 'left-right', rate: 44100 } },
  outputs: {
    runs: { shape: 'value', unit: '1/s', about: 'runs of at least 3 samples at the largest value, a second' },
  },
  features: [
    {
      of: 'runs',
      statistic: 'value',
      title: 'Clipped runs',
      lower: 'cleaner peaks',
      higher: 'more clipping',
      unit: '1/s',
      range: [0, 44100],
      transform: 'log',
      minimumSeconds: 1,
      formula: 'runs of >= 3 samples of one sign with |x| >= 0.999 max |x|, over the channels, per second',
      citation: 'own definition',
      scored: false,
    },
  ],
  analyse({ audio }, _parameters, out, { seconds }) {
    let most = 0;
    for (const samples of audio.channels) most = Math.max(most, largest(samples));
    if (most === 0) out.runs.missing('digital silence');
    else out.runs.set(audio.channels.reduce((sum, samples) => sum + runsAbove(samples, nearness * most), 0) / seconds);
  },
});

function largest(samples: Float32Array): number {
  let most = 0;
  for (let n = 0; n < samples.length; n++) {
    const size = samples[n]! < 0 ? -samples[n]! : samples[n]!;
    if (size > most) most = size;
  }
  return most;
}

function runsAbove(samples: Float32Array, level: number): number {
  let runs = 0;
  let length = 0;
  let sign = 0;
  for (let n = 0; n < samples.length; n++) {
    const sample = samples[n]!;
    const side = sample >= level ? 1 : sample <= -level ? -1 : 0;
    length = side !== 0 && side === sign ? length + 1 : side === 0 ? 0 : 1;
    sign = side;
    if (length === leastRun) runs++;
  }
  return runs;
}
