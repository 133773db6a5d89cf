import { onsets, peaks } from './onsets.js';

/** (sum of their strengths)^2 / sum of their squares: the tail of a drum is hardly an onset more. At most as many as there are. */
export function effectiveOnsets(curve: Float64Array): number {
  const strengths = peaks(curve, onsets.parameters.threshold.default).map((frame) => curve[frame]!);
  const sum = strengths.reduce((total, strength) => total + strength, 0);
  const squares = strengths.reduce((total, strength) => total + strength ** 2, 0);
  return squares > 0 ? sum ** 2 / squares : 0;
}
