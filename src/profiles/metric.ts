import { cholesky, logDeterminant, solveLower, submatrix } from '../dsp/linear-algebra.js';
import type { Shrunk } from './shrinkage.js';

/** Mahalanobis geometry of one fitted covariance, for rows that may have missing (NaN) numbers. */
export type Metric = {
  /**
   * x' C^-1 x of a deviation x. Missing numbers are never filled in: the distance is taken among the present ones
   * with their own covariance and prorated to the full width; NaN where fewer than half are present.
   */
  squared(deviation: Float64Array): number;
  /** Gaussian log density of the present numbers, without the 2 pi term; 0 where nothing is present. */
  logDensity(deviation: Float64Array): number;
};

type Factor = { readonly kept: readonly number[]; readonly lower: Float64Array; readonly logDeterminant: number };

export function metricOf({ covariance, lower }: Pick<Shrunk, 'covariance' | 'lower'>, width: number): Metric {
  const scratch = new Float64Array(width);
  const complete = { kept: Array.from(scratch, (_, i) => i), lower, logDeterminant: logDeterminant(lower, width) };
  const partial = new Map<string, Factor>();

  function factorFor(deviation: Float64Array): Factor {
    if (isComplete(deviation)) return complete;
    const kept = complete.kept.filter((i) => !Number.isNaN(deviation[i]!));
    const key = kept.join(' ');
    const known = partial.get(key);
    if (known) return known;
    const part = cholesky(submatrix(covariance, width, kept), kept.length)!;
    const factor = { kept, lower: part, logDeterminant: logDeterminant(part, kept.length) };
    partial.set(key, factor);
    return factor;
  }

  function squaredAmong({ kept, lower }: Factor, deviation: Float64Array): number {
    for (let i = 0; i < kept.length; i++) scratch[i] = deviation[kept[i]!]!;
    solveLower(lower, kept.length, scratch, scratch);
    let sum = 0;
    for (let i = 0; i < kept.length; i++) sum += scratch[i]! * scratch[i]!;
    return sum;
  }

  return {
    squared(deviation) {
      const factor = factorFor(deviation);
      const present = factor.kept.length;
      return present * 2 < width || present === 0 ? NaN : (squaredAmong(factor, deviation) * width) / present;
    },
    logDensity(deviation) {
      const factor = factorFor(deviation);
      return -0.5 * (squaredAmong(factor, deviation) + factor.logDeterminant);
    },
  };
}

function isComplete(deviation: Float64Array): boolean {
  for (let i = 0; i < deviation.length; i++) if (Number.isNaN(deviation[i]!)) return false;
  return true;
}
