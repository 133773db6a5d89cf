import { defineAnalyser } from '../../analysis/define-analyser.js';

/** Hertz; the edges between the five bands that onset strength is told for. */
export const onsetBandEdgesHz = [0, 120, 400, 1500, 5000, 15000] as const;
const bandCount = onsetBandEdgesHz.length - 1;
const lagFrames = 3;
const noveltyFrames = 8;
/** What rises by less than this share of the frame's mean is the flicker of a steady sound. */
const leastRise = 0.05;
const noveltyLowHz = 60;
const noveltyHighHz = 5000;

/**
 * Compression is a square root, not a logarithm: it keeps soft onsets nearly as well, and a gain g scales every row
 * by g^(1/2), which the window analysers divide out.
 */
export const onsetStrength = defineAnalyser({
  kind: 'stream',
  id: 'timing.onset-strength',
  aspect: 'timing',
  version: 1,
  about:
    'How much each frame rises above the frames before it, tracked along frequency so that vibrato does not count.',
  references: [
    'Boeck & Widmer 2013, Maximum filter vibrato suppression for onset detection, DAFx',
    'Foote 2000, Automatic audio segmentation using a measure of audio novelty, ICME',
  ],
  parameters: {},
  frontEnd: {
    kind: 'bands',
    rate: 44100,
    channels: 'mono',
    frameSize: 2048,
    hopSize: 441,
    window: 'hann',
    values: 'magnitude',
    bank: { scale: 'octave', perOctave: 24, lowHz: 27.5, highHz: 15000 },
  },
  outputs: {
    flux: {
      shape: 'series',
      unit: '',
      size: bandCount,
      keep: 'track',
      lookback: lagFrames,
      about:
        'Rise of the compressed spectrum over 30 ms in five bands (edges 120, 400, 1500 and 5000 Hz); scales with gain^(1/2).',
      undefinedMeans: 'too short for an onset',
    },
    levels: {
      shape: 'series',
      unit: '',
      size: 2,
      keep: 'track',
      about: 'What could rise: the sum of the compressed spectrum in the lowest and in the highest of the five bands.',
    },
    novelty: {
      shape: 'series',
      unit: '',
      keep: 'track',
      lookback: 2 * noveltyFrames - 1,
      about:
        'Rise of the compressed spectrum from one mean of 80 ms to the next; it belongs to the time 80 ms before its row.',
      undefinedMeans: 'too short for an onset',
    },
  },
  features: [],
  prepare({ frequencies, rate }, _parameters, out) {
    const kept = distinctBands(frequencies, rate / 2048);
    const width = kept.length;
    const bandOf = Uint8Array.from(kept, (k) =>
      Math.min(
        bandCount - 1,
        onsetBandEdgesHz.findLastIndex((edge) => frequencies[k]! >= edge),
      ),
    );
    const noveltyFrom = kept.findIndex((k) => frequencies[k]! >= noveltyLowHz);
    const noveltyTo = kept.findLastIndex((k) => frequencies[k]! < noveltyHighHz) + 1;
    const depth = 2 * noveltyFrames;
    const history = new Float32Array(depth * width);
    const raised = new Float32Array(depth * width);
    const [pairs, fours, eights] = [0, 1, 2].map(() => new Float64Array(depth * width)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const row = new Float32Array(bandCount);
    const lowTo = bandOf.findIndex((band) => band > 0);
    const highFrom = bandOf.indexOf(bandCount - 1);
    const levels = new Float32Array(2);

    function levelsRow(now: number): void {
      levels.fill(0);
      for (let k = 0; k < lowTo; k++) levels[0]! += history[now + k]!;
      for (let k = highFrom; k < width; k++) levels[1]! += history[now + k]!;
    }

    function fluxRow(index: number, now: number): void {
      row.fill(index < lagFrames ? NaN : 0);
      if (index < lagFrames) return;
      const before = ((index - lagFrames) % depth) * width;
      let level = 0;
      for (let k = 0; k < width; k++) level += history[now + k]!;
      const floor = (leastRise * level) / width;
      for (let k = 0; k < width; k++) {
        const rise = history[now + k]! - raised[before + k]! - floor;
        if (rise > 0) row[bandOf[k]!]! += rise;
      }
    }

    /** Sums over the last 2, 4 and 8 frames, each made of two of the sums before it: what a row depends on stays finite. */
    function addToSums(index: number): void {
      const [now, one, two, four] = [0, 1, 2, 4].map((frames) => ((index - frames + depth) % depth) * width) as [
        number,
        number,
        number,
        number,
      ];
      for (let k = 0; k < width; k++) pairs[now + k] = history[now + k]! + history[one + k]!;
      for (let k = 0; k < width; k++) fours[now + k] = pairs[now + k]! + pairs[two + k]!;
      for (let k = 0; k < width; k++) eights[now + k] = fours[now + k]! + fours[four + k]!;
    }

    function novelty(index: number): number {
      addToSums(index);
      if (index < depth - 1) return NaN;
      const now = (index % depth) * width;
      const before = ((index - noveltyFrames) % depth) * width;
      let level = 0;
      for (let k = 0; k < width; k++) level += eights[now + k]!;
      const floor = (leastRise * level) / width;
      let sum = 0;
      for (let k = noveltyFrom; k < noveltyTo; k++) {
        const rise = eights[now + k]! - eights[before + k]! - floor;
        if (rise > 0) sum += rise;
      }
      return sum / noveltyFrames;
    }

    return {
      process({ index, channels: [bands] }) {
        const now = (index % depth) * width;
        for (let k = 0; k < width; k++) history[now + k] = Math.sqrt(bands![kept[k]!]!);
        let below = history[now]!;
        let own = below;
        for (let k = 0; k < width; k++) {
          const above = k + 1 < width ? history[now + k + 1]! : own;
          const larger = below > above ? below : above;
          raised[now + k] = own > larger ? own : larger;
          below = own;
          own = above;
        }
        fluxRow(index, now);
        out.flux.push(row);
        levelsRow(now);
        out.levels.push(levels);
        out.novelty.push(novelty(index));
      },
    };
  },
});

/** Low bands are narrower than a bin and repeat it: one band a bin is kept. */
function distinctBands(frequencies: Float32Array, binHz: number): Uint16Array {
  const kept: number[] = [];
  let last = -1;
  frequencies.forEach((hertz, band) => {
    const bin = Math.round(hertz / binHz);
    if (bin !== last) kept.push(band);
    last = bin;
  });
  return Uint16Array.from(kept);
}
