import { symmetricPower } from '../dsp/linear-algebra.js';
import type { Space } from '../profiles/space.js';

const known = new WeakMap<Space, Float64Array>();

/**
 * ZCA-cor whitening matrix of a space (Kessy, Lewin & Strimmer 2018): W = P^(-1/2) V^(-1/2), with P the correlations
 * and V the variances of its covariance. w = W z has |w|^2 = d^2, and w_j stays as near to z_j as can be: so w_j^2 is
 * column j's own part of d^2.
 */
export function zcaCorWhitening(space: Space): Float64Array {
  const found = known.get(space);
  if (found) return found;
  const { width } = space;
  const { covariance } = space.shrunk;
  const deviations = Float64Array.from({ length: width }, (_, i) => Math.sqrt(covariance[i * width + i]!));
  const correlations = covariance.map(
    (element, at) => element / (deviations[Math.floor(at / width)]! * deviations[at % width]!),
  );
  const matrix = symmetricPower(correlations, width, -0.5);
  for (let at = 0; at < matrix.length; at++) matrix[at]! /= deviations[at % width]!;
  known.set(space, matrix);
  return matrix;
}
