import { symmetricEigenvalues } from '../dsp/symmetric-eigenvalues.js';

/**
 * Eigenvalues of the covariance of rows, the largest first and a share of a feature's variance each, from their mean
 * squared distances D: those of -1/2 H D H / (n - 1), H = I - 1/n (Gower 1966). What missing values make negative is 0.
 */
export function covarianceSpectrum(squared: Float64Array, count: number): Float64Array {
  const means = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < count; k++) means[i]! += squared[i * count + k]! / count;
    total += means[i]! / count;
  }
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < count; k++)
      gram[i * count + k] = (means[i]! + means[k]! - total - squared[i * count + k]!) / (2 * (count - 1));
  return symmetricEigenvalues(gram, count).map((value) => Math.max(0, value));
}
