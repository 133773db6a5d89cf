import { cholesky, solveLower } from './linear-algebra.js';

const phases = 32;
/** Samples on either side that a value between two samples depends on. */
export const interpolationReach = 16;
const taps = 2 * interpolationReach;
/** Radians per sample up to which sinusoids are interpolated, and how much an error there counts: slow ones make flat maxima. */
const bands: readonly (readonly [upTo: number, weight: number])[] = [
  [0.9 * Math.PI, 1],
  [0.3 * Math.PI, 1e2],
  [0.05 * Math.PI, 1e6],
];
const kernels = designKernels();

/** Where a band-limited even sequence has a maximum, and how high. */
export type BandLimitedPeak = { place: number; height: number };

/**
 * Climbs from sample `near`, a local maximum of `values` (even: values[-n] = values[n]), to the maximum of the sequence
 * interpolated from 32 samples, and writes it to `peak`. Needs 16 samples past `near`.
 */
export function climbToPeak(values: Float64Array, near: number, peak: BandLimitedPeak): void {
  // the parabola through three samples is near enough to begin with
  const slope = 0.5 * (values[near - 1]! - values[near + 1]!);
  const guess = slope / (values[near - 1]! - 2 * values[near]! + values[near + 1]!);
  let step = Math.round((near + (Math.abs(guess) < 1 ? guess : 0)) * phases);
  let here = interpolated(values, step);
  let before = interpolated(values, step - 1);
  let after = interpolated(values, step + 1);
  while (after > here && step < (near + 1) * phases) {
    before = here;
    here = after;
    after = interpolated(values, ++step + 1);
  }
  while (before > here && step > (near - 1) * phases) {
    after = here;
    here = before;
    before = interpolated(values, --step - 1);
  }
  const bend = before - 2 * here + after;
  const offset = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / bend)) : 0;
  peak.place = (step + offset) / phases;
  peak.height = here - 0.25 * (before - after) * offset;
}

/** The value at `step / 32` samples. */
function interpolated(values: Float64Array, step: number): number {
  const whole = Math.floor(step / phases);
  const kernel = (step - whole * phases) * taps;
  let sum = 0;
  for (let j = 0; j < taps; j++) {
    const place = whole + j - interpolationReach + 1;
    sum += kernels[kernel + j]! * values[place < 0 ? -place : place]!;
  }
  return sum;
}

/** For each phase the 32 weights that interpolate sinusoids with the least weighted square error. */
function designKernels(): Float64Array {
  const matrix = new Float64Array(taps * taps);
  for (let i = 0; i < taps; i++) for (let j = 0; j < taps; j++) matrix[i * taps + j] = correlation(i - j);
  for (let i = 0; i < taps; i++) matrix[i * taps + i]! *= 1 + 1e-12;
  const lower = cholesky(matrix, taps)!;
  const designed = new Float64Array((phases + 1) * taps);
  for (let phase = 0; phase <= phases; phase++) {
    const target = Float64Array.from({ length: taps }, (_, j) =>
      correlation(phase / phases + interpolationReach - 1 - j),
    );
    designed.set(solveTransposed(lower, solveLower(lower, taps, target, new Float64Array(taps))), phase * taps);
  }
  return designed;
}

/** The integral of w(omega) cos(omega distance) over the bands. */
function correlation(distance: number): number {
  let sum = 0;
  for (const [upTo, weight] of bands) sum += weight * (distance === 0 ? upTo : Math.sin(upTo * distance) / distance);
  return sum;
}

/** Solves L^T x = y. */
function solveTransposed(lower: Float64Array, y: Float64Array): Float64Array {
  const x = Float64Array.from(y);
  for (let i = taps - 1; i >= 0; i--) {
    for (let j = i + 1; j < taps; j++) x[i]! -= lower[j * taps + i]! * x[j]!;
    x[i]! /= lower[i * taps + i]!;
  }
  return x;
}
