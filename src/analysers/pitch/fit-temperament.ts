import { entropyBits } from '../../dsp/entropy.js';
import type { Degree } from './fold-histogram.js';

/** A way to lay out degrees: places in cents that repeat after a period, anywhere in pitch. */
export type Temperament = {
  readonly name: string;
  readonly scales: readonly { readonly periodCents: number; readonly placesCents: readonly number[] }[];
};

const equalSteps = (steps: number): Temperament => ({
  name: `${steps} equal steps`,
  scales: [{ periodCents: 1200 / steps, placesCents: [0] }],
});

/** Ratios of 2, 3 and 5: major, and natural minor. */
const justScales = [
  [1, 9 / 8, 5 / 4, 4 / 3, 3 / 2, 5 / 3, 15 / 8],
  [1, 9 / 8, 6 / 5, 4 / 3, 3 / 2, 8 / 5, 9 / 5],
];

/** What the degrees of a recording are held against; none of them is better than another, nor than none. */
export const temperaments: readonly Temperament[] = [
  equalSteps(12),
  equalSteps(24),
  equalSteps(7),
  {
    name: 'just intonation',
    scales: justScales.map((ratios) => ({
      periodCents: 1200,
      placesCents: ratios.map((ratio) => 1200 * Math.log2(ratio)),
    })),
  },
];

/** The place of twelve steps in `temperaments`. */
const twelve = 0;

/** Cents by which a degree misses its place where every note of it is the same: the histogram's error, and an instrument's own. */
const leastMissCents = 2;
/** A degree is known to this share of the scatter about it, as the mean of nine notes is. */
const scatterShare = 1 / 3;

/** Has a logarithm; no answer hangs on it. */
const leastDensity = 1e-12;
/** Past so many deviations a place has less than that of the density. */
const farMisses = 7.5;

type Weighed = {
  readonly cents: number;
  /** Of all degrees together 1. */
  readonly share: number;
  readonly missCents: number;
  readonly weight: number;
  /** That it is a degree at all, and no partial that was taken for one. */
  readonly probability: number;
};

/**
 * Bits by which each temperament foretells the degrees better than places drawn at random from the whole octave:
 * `log2 mean_theta prod_i (p_i 1200 / K N(d_i(theta); 0, sigma_i) + 1 - p_i)^(w_i)`, `d_i` from degree i to the nearest of K
 * places an octave; `sigma_i^2 = 2^2 + (spread_i / 3)^2`, so that a sharply played scale has to fit sharply; `w_i` the
 * prominence; `p_i = min(1, 4 n s_i)`, s the degrees' shares and n their effective number. That a temperament may lie
 * anywhere is paid for by the mean over its offset theta, that it has many places by 1 / K: a finer grid does not win by
 * being fine.
 */
export function fitTemperaments(degrees: readonly Degree[]): Float64Array {
  return fitWeighed(weigh(degrees));
}

function fitWeighed(degrees: readonly Weighed[]): Float64Array {
  return Float64Array.from(temperaments, (temperament) => logFit(degrees, temperament) / Math.LN2);
}

/**
 * The fits and, last, that of free, none of these: 0, as of places drawn at random, or, where twelve steps lead the others,
 * that of twelve steps which leave one degree free, if this is more than with all of them: `log2 sum_i s_i 2^fit_i`,
 * `fit_i` without the degree i, s the shares. A scale of which one degree lies elsewhere, as in uşşak, is none of them.
 */
export function fitsAndFree(degrees: readonly Degree[]): Float64Array {
  const weighed = weigh(degrees);
  const fits = fitWeighed(weighed);
  const most = Math.max(...fits);
  const looser = fits[twelve] === most ? fitButOne(weighed, temperaments[twelve]!) : -Infinity;
  return Float64Array.of(...fits, looser > most ? Math.max(0, looser) : 0);
}

function fitButOne(degrees: readonly Weighed[], temperament: Temperament): number {
  const logs = degrees.map(({ share }, i) => Math.log(share) + logFit(degrees.toSpliced(i, 1), temperament));
  return (logMean(logs) + Math.log(logs.length)) / Math.LN2;
}

function weigh(degrees: readonly Degree[]): readonly Weighed[] {
  const total = degrees.reduce((sum, { share }) => sum + share, 0);
  const effective = 2 ** entropyBits(degrees.map(({ share }) => share / total));
  return degrees.map(({ cents, share, prominence, spreadCents }) => ({
    cents,
    share: share / total,
    missCents: Math.hypot(leastMissCents, scatterShare * spreadCents),
    weight: prominence,
    probability: Math.min(1, (4 * effective * share) / total),
  }));
}

function logFit(degrees: readonly Weighed[], { scales }: Temperament): number {
  return logMean(scales.map((scale) => logMeanOverOffsets(degrees, scale)));
}

function logMeanOverOffsets(
  degrees: readonly Weighed[],
  { periodCents, placesCents }: Temperament['scales'][number],
): number {
  const placesOfOctave = (placesCents.length * 1200) / periodCents;
  const offsets = Math.ceil(periodCents);
  const logs = new Float64Array(offsets);
  for (const { cents, missCents, weight, probability } of degrees) {
    const atPlace = (probability * 1200) / placesOfOctave / (missCents * Math.sqrt(2 * Math.PI));
    const far = weight * Math.log(Math.max(leastDensity, 1 - probability));
    for (let step = 0; step < offsets; step++) {
      const place = (((cents - (step * periodCents) / offsets) % periodCents) + periodCents) % periodCents;
      const misses = nearest(place, placesCents, periodCents) / missCents;
      logs[step]! +=
        misses > farMisses
          ? far
          : weight * Math.log(Math.max(leastDensity, atPlace * Math.exp(-0.5 * misses * misses) + 1 - probability));
    }
  }
  return logMean(logs);
}

/** Distance round the period. */
function nearest(cents: number, placesCents: readonly number[], periodCents: number): number {
  let least = periodCents;
  for (let i = 0; i < placesCents.length; i++) {
    const distance = Math.abs(cents - placesCents[i]!);
    least = Math.min(least, distance, periodCents - distance);
  }
  return least;
}

/** `ln mean exp(x)`. */
function logMean(logs: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < logs.length; i++) largest = Math.max(largest, logs[i]!);
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += Math.exp(logs[i]! - largest);
  return largest + Math.log(sum / logs.length);
}
