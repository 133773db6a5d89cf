import { median } from '../dsp/statistics.js';

/** Puts the aspects' squared distances on one scale: their medians at 1 and the spreads of their logs alike. */
export type Equaliser = {
  /** m: the median squared distance of the references. */
  readonly typical: number;
  /** kappa = .5 / (1.4826 MAD of log squared distances); 1 where they do not vary. */
  readonly exponent: number;
};

const leastSquared = 1e-9;

/** NaN distances are left out. */
export function fitEqualiser(squared: Float64Array): Equaliser {
  const logs = squared.map((value) => Math.log(Math.max(value, leastSquared)));
  const centre = median(logs);
  const spread = 1.4826 * median(logs.map((log) => Math.abs(log - centre)));
  return { typical: Math.exp(centre), exponent: spread > 0 ? 0.5 / spread : 1 };
}

/** (squared / typical)^exponent: 1 for the ordinary reference; rises with the distance. */
export function equalise(squared: number, { typical, exponent }: Equaliser): number {
  return (squared / typical) ** exponent;
}
