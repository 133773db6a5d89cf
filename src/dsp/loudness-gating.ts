import { loudnessOf, meanSquareOf } from './k-weighting.js';
import { quantile, sortedDefined } from './statistics.js';

/** Loudness below which nothing counts, LUFS. */
export const absoluteGate = -70;

/** Means of `length` neighbouring numbers, one for each place where they fit: row i covers values[i .. i + length). */
export function movingMeans(values: ArrayLike<number>, length: number): Float64Array {
  const means = new Float64Array(Math.max(0, values.length - length + 1));
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += values[i + k]!;
    means[i] = sum / length;
  }
  return means;
}

/**
 * Integrated loudness in LUFS (ITU-R BS.1770-4) of the mean squares of gating blocks of 400 ms: the mean of those above
 * -70 LUFS and above that mean less 10 LU. NaN where no block passes.
 */
export function integratedLoudness(blocks: ArrayLike<number>): number {
  const above = meanAbove(blocks, meanSquareOf(absoluteGate));
  return loudnessOf(meanAbove(blocks, Math.max(meanSquareOf(absoluteGate), above / 10)));
}

/**
 * Loudness range in LU (EBU Tech 3342) of the mean squares of blocks of 3 s: the 95th less the 10th percentile of the
 * loudness of those above -70 LUFS and above their mean less 20 LU. NaN where no block passes.
 */
export function loudnessRange(blocks: ArrayLike<number>): number {
  const relative = meanAbove(blocks, meanSquareOf(absoluteGate)) / 100;
  const gate = Math.max(meanSquareOf(absoluteGate), relative);
  const kept = sortedDefined(Float64Array.from(blocks).map((block) => (block >= gate ? loudnessOf(block) : NaN)));
  return quantile(kept, 0.95) - quantile(kept, 0.1);
}

function meanAbove(blocks: ArrayLike<number>, gate: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < blocks.length; i++)
    if (blocks[i]! >= gate) {
      sum += blocks[i]!;
      count++;
    }
  return count === 0 ? NaN : sum / count;
}
