import { median } from '../dsp/statistics.js';

/** A sound that begins, and how finely its time is known. */
export type TimedOnset = { readonly seconds: number; readonly noiseMs: number };

/** How far the onsets of one version lie from the same ones in the other. */
export type OnsetDisplacement = {
  /** Root mean square, the more finely timed counting for more; what all are moved by together is taken out. */
  readonly milliseconds: number;
  /** What that would be by the noise of the detector alone. */
  readonly noiseMs: number;
  readonly onsets: number;
};

/** The same onset lies no further away in another version of the same performance. */
const farthestSeconds = 0.05;
const fewestOnsets = 16;

/**
 * Each onset beside the one that is nearest to it and to which it is nearest, d_i their distance less its median and
 * w_i = 1 / (noise^2 + noise'^2): sqrt(sum w d^2 / sum w) against sqrt(n / sum w). Undefined for fewer than 16 pairs.
 */
export function onsetDisplacement(
  before: readonly TimedOnset[],
  after: readonly TimedOnset[],
): OnsetDisplacement | undefined {
  const pairs = before.flatMap((onset) => {
    const other = nearest(after, onset.seconds);
    if (other === undefined || nearest(before, other.seconds) !== onset) return [];
    const distance = other.seconds - onset.seconds;
    return Math.abs(distance) > farthestSeconds
      ? []
      : [{ milliseconds: 1000 * distance, weight: 1 / (onset.noiseMs ** 2 + other.noiseMs ** 2) }];
  });
  if (pairs.length < fewestOnsets) return undefined;
  const together = median(pairs.map(({ milliseconds }) => milliseconds));
  const weights = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const squares = pairs.reduce((sum, { milliseconds, weight }) => sum + weight * (milliseconds - together) ** 2, 0);
  return {
    milliseconds: Math.sqrt(squares / weights),
    noiseMs: Math.sqrt(pairs.length / weights),
    onsets: pairs.length,
  };
}

function nearest(onsets: readonly TimedOnset[], seconds: number): TimedOnset | undefined {
  let best: TimedOnset | undefined;
  for (const onset of onsets)
    if (best === undefined || Math.abs(onset.seconds - seconds) < Math.abs(best.seconds - seconds)) best = onset;
  return best;
}
