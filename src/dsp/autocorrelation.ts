import { createComplexFft } from './fft.js';

/**
 * Autocorrelation r[lag] = sum_n x[n] x[n + lag] for lag = 0 .. maxLag, by a zero-padded transform; not normalised.
 * `values` must be finite.
 */
export function autocorrelation(values: ArrayLike<number>, maxLag: number): Float64Array {
  let size = 2;
  while (size < values.length + maxLag + 1) size *= 2;
  const fft = createComplexFft(size);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let n = 0; n < values.length; n++) real[n] = values[n]!;
  fft.forward(real, imaginary);
  for (let k = 0; k < size; k++) {
    real[k] = real[k]! ** 2 + imaginary[k]! ** 2;
    imaginary[k] = 0;
  }
  fft.inverse(real, imaginary);
  return real.slice(0, maxLag + 1);
}
