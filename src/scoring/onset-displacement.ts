import { mean, median } from '../dsp/statistics.js';

/** A sound that begins, and how finely its time is known. */
export type TimedOnset = { readonly seconds: number; readonly noiseMs: number };

/** How far the onsets of one version lie from the same ones in the other. */
export type OnsetDisplacement = {
  /** Robust standard deviation; what all are moved by together is taken out. */
  readonly milliseconds: number;
  /** What that would be if the detector's noise in the two versions had nothing in common: more than it does. */
  readonly noiseMs: number;
  readonly onsets: number;
};

/** The same onset lies no further away in another version of the same performance. */
const farthestSeconds = 0.05;
const fewestOnsets = 16;

/**
 * Each onset beside the one that is nearest to it and to which it is nearest: d_i their distance less the median one,
 * n_i = sqrt(noise^2 + noise'^2). N = 1 / sqrt(mean(1 / n_i^2)) is their noise, 1.4826 median(|d_i| / n_i) N the
 * displacement: onsets that only one version's attacks tell finely jump now and then, and do not count for more than
 * that they did. Undefined for fewer than 16 pairs.
 */
export function onsetDisplacement(
  before: readonly TimedOnset[],
  after: readonly TimedOnset[],
): OnsetDisplacement | undefined {
  const pairs = before.flatMap((onset) => {
    const other = nearest(after, onset.seconds);
    if (other === undefined || nearest(before, other.seconds) !== onset) return [];
    const distance = other.seconds - onset.seconds;
    if (Math.abs(distance) > farthestSeconds) return [];
    return [{ milliseconds: 1000 * distance, noiseMs: Math.hypot(onset.noiseMs, other.noiseMs) }];
  });
  if (pairs.length < fewestOnsets) return undefined;
  const together = median(pairs.map(({ milliseconds }) => milliseconds));
  const noiseMs = 1 / Math.sqrt(mean(pairs.map((pair) => pair.noiseMs ** -2)));
  const overNoise = median(pairs.map((pair) => Math.abs(pair.milliseconds - together) / pair.noiseMs));
  return { milliseconds: 1.4826 * overNoise * noiseMs, noiseMs, onsets: pairs.length };
}

function nearest(onsets: readonly TimedOnset[], seconds: number): TimedOnset | undefined {
  let best: TimedOnset | undefined;
  for (const onset of onsets)
    if (best === undefined || Math.abs(onset.seconds - seconds) < Math.abs(best.seconds - seconds)) best = onset;
  return best;
}
