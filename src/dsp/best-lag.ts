import { createComplexFft } from './fft.js';
import { mean } from './statistics.js';

/** How far one sequence lies behind another, and Pearson's r of what they then share; lag 0 and NaN where nothing varies. */
export type BestLag = { readonly lag: number; readonly correlation: number };

/** Nearer to 1 than rounding tells. */
const highestTold = 1 - 1e-12;

/**
 * The lag for which a[n] and b[n + lag] correlate most, |lag| <= mostLag. A loop fits at every turn of it: of the peaks
 * that are lower than the highest by no more than two standard errors of a difference of two, the one of the smallest
 * lag is taken: atanh r has the variance sum_k r_aa(k) r_bb(k) / n (Fisher 1921; Bartlett 1946). They must overlap by at least half of the shorter. r = (S_ab - S_a S_b / n) / sqrt((S_aa - S_a^2 / n) (S_bb - S_b^2 / n)), its
 * sums over the overlap; S_ab of all lags by one transform.
 */
export function bestLag(a: Float64Array, b: Float64Array, mostLag: number): BestLag {
  const products = crossProducts(a, b, mostLag);
  const [sumsA, squaresA, sumsB, squaresB] = [
    runningSums(a, 1),
    runningSums(a, 2),
    runningSums(b, 1),
    runningSums(b, 2),
  ];
  const fewest = Math.max(2, Math.min(a.length, b.length) / 2);
  const correlations = new Map<number, number>();
  for (let step = 0; step <= 2 * mostLag; step++) {
    const lag = step % 2 === 0 ? 0 - step / 2 : (step + 1) / 2;
    const from = Math.max(0, -lag);
    const to = Math.min(a.length, b.length - lag);
    const count = to - from;
    if (count < fewest) continue;
    const sumA = sumsA[to]! - sumsA[from]!;
    const sumB = sumsB[to + lag]! - sumsB[from + lag]!;
    const varianceA = squaresA[to]! - squaresA[from]! - sumA ** 2 / count;
    const varianceB = squaresB[to + lag]! - squaresB[from + lag]! - sumB ** 2 / count;
    const covariance = products[lag + mostLag]! - (sumA * sumB) / count;
    const correlation = varianceA > 0 && varianceB > 0 ? covariance / Math.sqrt(varianceA * varianceB) : NaN;
    if (!Number.isNaN(correlation)) correlations.set(lag, correlation);
  }
  const highest = Math.max(...correlations.values());
  const variance = sharedMemory(a, b, mostLag) / Math.min(a.length, b.length);
  const least = Math.tanh(Math.atanh(Math.min(highest, highestTold)) - 2 * Math.sqrt(2 * variance));
  const around = (lag: number) => Math.max(correlations.get(lag - 1) ?? -1, correlations.get(lag + 1) ?? -1);
  // in the order of |lag|
  for (const [lag, correlation] of correlations)
    if (correlation >= least && correlation >= around(lag)) return { lag, correlation };
  return { lag: 0, correlation: NaN };
}

/** sum_k r_aa(k) r_bb(k), |k| <= mostLag, of both autocorrelations; at least 1, that of noise. */
function sharedMemory(a: Float64Array, b: Float64Array, mostLag: number): number {
  const [own, other] = [a, b].map((values) => {
    const level = mean(values);
    const centred = values.map((value) => value - level);
    return crossProducts(centred, centred, mostLag);
  }) as [Float64Array, Float64Array];
  const sum = own.reduce((total, product, i) => total + product * other[i]!, 0);
  return Math.max(1, sum / (own[mostLag]! * other[mostLag]!));
}

/** sum_n a[n] b[n + lag] for lag = -mostLag .. mostLag, by zero-padded transforms. */
function crossProducts(a: Float64Array, b: Float64Array, mostLag: number): Float64Array {
  let size = 2;
  while (size < Math.max(a.length, b.length) + mostLag + 1) size *= 2;
  const fft = createComplexFft(size);
  const [realA, imaginaryA, realB, imaginaryB] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  realA.set(a);
  realB.set(b);
  fft.forward(realA, imaginaryA);
  fft.forward(realB, imaginaryB);
  for (let k = 0; k < size; k++) {
    const real = realA[k]! * realB[k]! + imaginaryA[k]! * imaginaryB[k]!;
    imaginaryA[k] = realA[k]! * imaginaryB[k]! - imaginaryA[k]! * realB[k]!;
    realA[k] = real;
  }
  fft.inverse(realA, imaginaryA);
  return Float64Array.from({ length: 2 * mostLag + 1 }, (_, i) => realA[(i - mostLag + size) % size]!);
}

function runningSums(values: Float64Array, power: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let n = 0; n < values.length; n++) sums[n + 1] = sums[n]! + values[n]! ** power;
  return sums;
}
