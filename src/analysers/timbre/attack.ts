import { defineAnalyser } from '../../analysis/define-analyser.js';

const rate = 44100;
/** The envelope: root mean square of 2 ms. */
const blockSamples = 88;
const blockSeconds = blockSamples / rate;
/** An attack is looked for from before its onset until its crest, or the next onset, seconds. */
const beforeSeconds = 0.1;
const afterSeconds = 0.15;
/** Shares of the rise between which it is timed. */
const low = 0.2;
const high = 0.9;
/** An onset whose envelope rises by less than this share of its crest has no attack to time. */
const leastRise = 0.5;

/** How fast sounds set in. */
export const attack = defineAnalyser({
  kind: 'window',
  id: 'timbre.attack',
  aspect: 'timbre',
  version: 1,
  about: 'Time that the envelope takes to rise at each onset.',
  references: ['Peeters 2004 (log attack time)'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { audio: { samples: 'mono', rate }, onsets: { events: 'timing.onsets/onsets' } },
  outputs: {
    time: {
      shape: 'events',
      unit: 'ms',
      about: 'attack time of each onset that rises',
      undefinedMeans: 'nothing sets in',
    },
  },
  features: [
    {
      of: 'time',
      statistic: 'median',
      title: 'Attack time',
      lower: 'struck, plucked',
      higher: 'swelling',
      unit: 'ms',
      range: [1, 1000 * (beforeSeconds + afterSeconds)],
      transform: 'log',
      minimumSeconds: 2,
      formula:
        'median over onsets of the time from 20 % to 90 % of the rise to the crest within .15 s, envelope of 2 ms',
      citation: 'Peeters 2004',
      scored: false,
    },
  ],
  analyse({ audio, onsets }, _parameters, out) {
    const samples = audio.channels[0]!;
    for (const [i, seconds] of onsets.seconds.entries()) {
      const next = onsets.seconds[i + 1] ?? Infinity;
      const from = Math.max(0, Math.round((seconds - beforeSeconds) * rate));
      const to = Math.min(samples.length, Math.round(Math.min(seconds + afterSeconds, next) * rate));
      const blocks = attackBlocks(envelope(samples, from, to));
      if (!Number.isNaN(blocks)) out.time.at(seconds, 1000 * Math.max(0.001, blocks * blockSeconds));
    }
  },
});

function envelope(samples: Float32Array, from: number, to: number): Float64Array {
  const blocks = new Float64Array(Math.max(0, Math.floor((to - from) / blockSamples)));
  for (let b = 0; b < blocks.length; b++) {
    let sum = 0;
    for (let n = from + b * blockSamples; n < from + (b + 1) * blockSamples; n++) sum += samples[n]! ** 2;
    blocks[b] = Math.sqrt(sum / blockSamples);
  }
  return blocks;
}

/** Blocks from 20 % to 90 % of the rise from the least before the crest to the crest; NaN where it hardly rises. */
function attackBlocks(level: Float64Array): number {
  const crest = level.reduce((best, value, b) => (value > level[best]! ? b : best), 0);
  let foot = crest;
  for (let b = crest; b >= 0; b--) if (level[b]! < level[foot]!) foot = b;
  const rise = level[crest]! - level[foot]!;
  if (level.length === 0 || !(rise > leastRise * level[crest]!)) return NaN;
  const reached = (share: number) => {
    const threshold = level[foot]! + share * rise;
    let b = foot;
    while (level[b]! < threshold) b++;
    return b - (level[b]! - threshold) / (level[b]! - level[b - 1]!);
  };
  return reached(high) - reached(low);
}
