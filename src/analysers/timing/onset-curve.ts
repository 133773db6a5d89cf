import type { GivenSeries } from '../../analysis/analyser.js';

const ownShare = 0.7;

/**
 * One onset strength a frame, free of gain: mean over bands of flux / (0.7 own mean + 0.3 mean of all bands); 1 on average.
 * All zeros where nothing rises.
 */
export function onsetCurve({ rows, size, count }: GivenSeries): Float64Array {
  const means = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) if (rows[i]! > 0) means[i % size]! += rows[i]! / count;
  const overall = means.reduce((sum, mean) => sum + mean, 0) / size;
  const curve = new Float64Array(count);
  if (!(overall > 0)) return curve;
  const weights = means.map((mean) => 1 / (size * (ownShare * mean + (1 - ownShare) * overall)));
  for (let t = 0; t < count; t++) {
    let sum = 0;
    for (let band = 0; band < size; band++) {
      const value = rows[t * size + band]!;
      if (value > 0) sum += weights[band]! * value;
    }
    curve[t] = sum;
  }
  return curve;
}

const kernel = [1, 2, 3, 2, 1];

/** The curve over 50 ms, less its mean: what an autocorrelation wants, so that it does not hang on where frames fall. */
export function centredCurve(curve: Float64Array): Float64Array {
  const reach = kernel.length >> 1;
  const smooth = new Float64Array(curve.length);
  for (let t = 0; t < curve.length; t++)
    for (let k = -reach; k <= reach; k++) smooth[t]! += (kernel[k + reach]! * (curve[t + k] ?? 0)) / 9;
  const mean = smooth.reduce((sum, value) => sum + value, 0) / Math.max(1, smooth.length);
  return smooth.map((value) => value - mean);
}
