import { logarithmOfBits } from './logarithm.js';

/** What `measure` writes to a row, in this order. */
export const shapeFields = [
  'level',
  'centroid',
  'spread',
  'skewness',
  'kurtosis',
  'entropy',
  'slope',
  'rolloff85',
  'rolloff95',
  'flatness',
] as const;

export type SpectralShape = {
  /** Writes the numbers of `shapeFields` to `row`; of a spectrum without power, level -Infinity and the others NaN. */
  measure(magnitude: Float32Array, row: Float64Array): void;
};

/** Bins count as no less than this share of the frame's mean power where a logarithm is taken: 80 dB. */
const floorShare = 1e-8;

/**
 * The shape of a magnitude spectrum S over the bins f up to `highHz`, P = S^2:
 * level 10 log10(sum P); centroid c = sum f S / sum S; spread s = sqrt(sum (f - c)^2 S / sum S);
 * skewness and kurtosis sum ((f - c)/s)^3 S / sum S and ^4; entropy -sum p log p / log n with p = P / sum P;
 * slope of 10 log10 P on log2 f, each octave weighing the same (50 Hz up); rolloff: the lowest f with
 * sum_{<= f} S >= .85 or .95 sum S; flatness exp(mean log P) / mean P.
 * Source: Peeters 2004; centroid, spread, rolloff and flatness as librosa defines them.
 */
export function createSpectralShape(frequencies: Float32Array, highHz: number): SpectralShape {
  let bins = 0;
  while (bins < frequencies.length && frequencies[bins]! <= highHz) bins++;
  const binHz = frequencies[1]!;
  const slopeWeights = octaveSlopeWeights(frequencies, bins);
  const held = new Float32Array(bins);
  const words = new Uint32Array(held.buffer);
  return {
    measure(magnitude, row) {
      let sum = 0;
      let power = 0;
      let first = 0;
      for (let k = 0; k < bins; k++) {
        const s = magnitude[k]!;
        held[k] = s;
        sum += s;
        power += s * s;
        first += k * s;
      }
      if (power < leastPower) {
        row.fill(NaN);
        row[0] = -Infinity;
        return;
      }
      const centre = first / sum;
      const floor = (floorShare * power) / bins;
      const logFloor = Math.log(floor);
      let second = 0;
      let third = 0;
      let fourth = 0;
      let logSum = 0;
      let entropy = 0;
      let slope = 0;
      for (let k = 0; k < bins; k++) {
        const s = magnitude[k]!;
        const d = k - centre;
        const weighted = d * d * s;
        second += weighted;
        third += weighted * d;
        fourth += weighted * d * d;
        const faint = s * s <= floor;
        const p = faint ? floor : s * s;
        const logarithm = faint ? logFloor : 2 * logarithmOfBits(words[k]!);
        logSum += logarithm;
        entropy += p * logarithm;
        slope += slopeWeights[k]! * logarithm;
      }
      const spread = Math.sqrt(second / sum);
      row[0] = 10 * Math.log10(power);
      row[1] = centre * binHz;
      row[2] = spread * binHz;
      row[3] = spread > 0 ? third / sum / spread ** 3 : NaN;
      row[4] = spread > 0 ? fourth / sum / spread ** 4 : NaN;
      row[5] = Math.min(1, Math.max(0, (Math.log(power) - entropy / power) / Math.log(bins)));
      row[6] = (10 / Math.LN10) * slope;
      row[7] = rolloff(magnitude, 0.85 * sum) * binHz;
      row[8] = rolloff(magnitude, 0.95 * sum) * binHz;
      row[9] = Math.min(1, Math.exp(logSum / bins) / (power / bins));
    },
  };
}

/** Frames of less power are silence: a full-scale sine has about 1.5. */
const leastPower = 1e-15;

function rolloff(magnitude: Float32Array, threshold: number): number {
  let sum = 0;
  let k = 0;
  for (; k < magnitude.length - 1; k++) {
    sum += magnitude[k]!;
    if (sum >= threshold) break;
  }
  return k;
}

/** Weights w with sum w y = the least-squares slope of y on log2 f, bins weighing 1 / f. */
function octaveSlopeWeights(frequencies: Float32Array, bins: number): Float64Array {
  const weights = new Float64Array(bins);
  let total = 0;
  let centre = 0;
  for (let k = 0; k < bins; k++)
    if (frequencies[k]! >= 50) {
      total += 1 / frequencies[k]!;
      centre += Math.log2(frequencies[k]!) / frequencies[k]!;
    }
  centre /= total;
  let variance = 0;
  for (let k = 0; k < bins; k++)
    if (frequencies[k]! >= 50) {
      weights[k] = (Math.log2(frequencies[k]!) - centre) / frequencies[k]!;
      variance += (Math.log2(frequencies[k]!) - centre) ** 2 / frequencies[k]!;
    }
  return weights.map((weight) => weight / variance);
}
