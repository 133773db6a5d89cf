import type { Statistic } from '../analysis/analyser.js';
import { mean, medianAbsoluteDeviation, quantile, sortedDefined, standardDeviation } from '../dsp/statistics.js';

/** A statistic of the defined numbers of a series or of the rows of events; NaN where too few are defined. */
export function summarise(statistic: Exclude<Statistic, 'value' | 'rate'>, values: ArrayLike<number>): number {
  switch (statistic) {
    case 'mean':
      return mean(values);
    case 'sd':
      return standardDeviation(values);
    case 'mad':
      return medianAbsoluteDeviation(values);
    case 'cv':
      return standardDeviation(values) / mean(values);
    case 'iqr': {
      const sorted = sortedDefined(values);
      return quantile(sorted, 0.75) - quantile(sorted, 0.25);
    }
    default:
      return quantile(sortedDefined(values), shares[statistic]);
  }
}

const shares = { p5: 0.05, p10: 0.1, median: 0.5, p90: 0.9, p95: 0.95 } as const;
