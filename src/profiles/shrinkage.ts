import { cholesky, rowProducts } from '../dsp/linear-algebra.js';

export type Shrunk = {
  /** (1 - intensity) S + intensity m I, with m the mean variance: positive definite. */
  readonly covariance: Float64Array;
  /** Its lower Cholesky factor. */
  readonly lower: Float64Array;
  /** 0 (all sample) to 1 (all target). */
  readonly intensity: number;
};

/** `full` shrinks the whole covariance; `diagonal` keeps the variances alone, for few references. */
export type CovarianceMode = 'full' | 'diagonal';

/**
 * Covariance of the rows listed, about `centre`, shrunk towards m I as Ledoit & Wolf (2004) do:
 * intensity = min(1, sum_k |z_k z_k' - S|^2 / n^2 / |S - m I|^2). Rows may have NaN: each element of S is then the
 * mean over the rows that have both columns, and |z_k|^2 is prorated to the full width.
 */
export function shrinkCovariance(
  z: Float64Array,
  width: number,
  rows: ArrayLike<number>,
  centre: Float64Array,
  mode: CovarianceMode,
): Shrunk {
  const { covariance, quartic } = moments(z, width, rows, centre);
  let variance = 0;
  for (let i = 0; i < width; i++) variance += covariance[i * width + i]! / width;
  if (!(variance > 0)) return identity(width);
  if (mode === 'diagonal') return diagonal(covariance, width, variance);
  let squared = 0;
  let distance = 0;
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) {
      const element = covariance[i * width + j]!;
      squared += element * element;
      distance += (element - (i === j ? variance : 0)) ** 2;
    }
  const noise = Math.max(0, quartic - squared) / rows.length;
  return shrink(covariance, width, variance, distance > 0 ? Math.min(1, noise / distance) : 1);
}

/** S, and the mean of |z_k|^4. */
function moments(z: Float64Array, width: number, rows: ArrayLike<number>, centre: Float64Array) {
  const count = rows.length;
  const byColumn = new Float64Array(width * count);
  let missing = 0;
  let quartic = 0;
  for (let index = 0; index < count; index++) {
    const start = rows[index]! * width;
    let present = 0;
    let length = 0;
    for (let i = 0; i < width; i++) {
      const value = z[start + i]! - centre[i]!;
      byColumn[i * count + index] = value;
      if (Number.isNaN(value)) continue;
      present++;
      length += value * value;
    }
    missing += width - present;
    if (present > 0) quartic += ((length * width) / present) ** 2 / count;
  }
  const covariance = missing > 0 ? presentProducts(byColumn, width, count) : rowProducts(byColumn, width, count);
  if (missing === 0) for (let i = 0; i < covariance.length; i++) covariance[i]! /= count;
  return { covariance, quartic };
}

/** The mean product of two columns over the rows that have both; 0 where none has. */
function presentProducts(byColumn: Float64Array, width: number, count: number): Float64Array {
  const pairs = new Float64Array(width * width).fill(count);
  for (let row = 0; row < count; row++)
    for (let i = 0; i < width; i++) {
      if (!Number.isNaN(byColumn[i * count + row]!)) continue;
      for (let j = 0; j < width; j++) {
        pairs[i * width + j]! -= 1;
        if (!Number.isNaN(byColumn[j * count + row]!)) pairs[j * width + i]! -= 1;
      }
    }
  for (let at = 0; at < byColumn.length; at++) if (Number.isNaN(byColumn[at]!)) byColumn[at] = 0;
  const products = rowProducts(byColumn, width, count);
  for (let at = 0; at < products.length; at++) products[at] = pairs[at]! > 0 ? products[at]! / pairs[at]! : 0;
  return products;
}

function identity(width: number): Shrunk {
  const covariance = new Float64Array(width * width);
  for (let i = 0; i < width; i++) covariance[i * width + i] = 1;
  return { covariance, lower: covariance, intensity: 1 };
}

/** A variance of (nearly) nothing is raised, or one constant column would weigh infinitely. */
function diagonal(covariance: Float64Array, width: number, variance: number): Shrunk {
  const kept = new Float64Array(width * width);
  const lower = new Float64Array(width * width);
  for (let i = 0, at = 0; i < width; i++, at += width + 1) {
    kept[at] = Math.max(covariance[at]!, 0.01 * variance);
    lower[at] = Math.sqrt(kept[at]!);
  }
  return { covariance: kept, lower, intensity: 1 };
}

/** Where missing values leave the mixture indefinite, the intensity goes on towards 1 until it is not. */
function shrink(sample: Float64Array, width: number, variance: number, estimated: number): Shrunk {
  for (let intensity = estimated; ; intensity = intensity > 0.999 ? 1 : 1 - 0.9 * (1 - intensity)) {
    const covariance = new Float64Array(sample.length);
    for (let at = 0; at < sample.length; at++) covariance[at] = (1 - intensity) * sample[at]!;
    for (let at = 0; at < sample.length; at += width + 1) covariance[at]! += intensity * variance;
    const lower = cholesky(covariance, width);
    if (lower) return { covariance, lower, intensity };
  }
}
