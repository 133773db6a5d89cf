import type { MetricalLevel } from './metrical-levels.js';

/** Other pulses, as multiples of the tempo that is told. */
export const tempoRatios = [1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3] as const;

/** The probability of each of `tempoRatios` times the likeliest level's tempo and, last, of any other; they sum to 1. */
export function levelShares(levels: readonly MetricalLevel[]): number[] {
  const shares = Array.from({ length: tempoRatios.length + 1 }, () => 0);
  const [told] = levels;
  for (const { ratio, share } of levels) {
    // `ratio` is that of the periods
    const place = tempoRatios.findIndex((tempo) => Math.abs(Math.log(tempo * (ratio / told!.ratio))) < 1e-6);
    shares[place < 0 ? tempoRatios.length : place]! += share;
  }
  return shares;
}
