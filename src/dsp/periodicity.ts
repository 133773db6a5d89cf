import { createComplexFft } from './fft.js';

/** Normalised autocorrelations of frames of one signal, two frames at a time. */
export type Periodicity = {
  /** r[lag] of the first and of the second frame, lag = 0 .. maximumLag; rewritten by each call, all 0 for a frame of nothing. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Power spectra of the two windowed frames, bins `rate / transformSize` apart. */
  readonly firstPower: Float64Array;
  readonly secondPower: Float64Array;
  readonly transformSize: number;
  /** Root mean square of the two frames, less their means under the window. */
  readonly levels: Float64Array;
  /** Measures the frames centred on two places of `samples`; what lies outside it is 0. */
  measure(samples: Float32Array, firstCentre: number, secondCentre: number): void;
};

/** Share of the band up to the Nyquist frequency that is correlated; beyond it maxima could not be interpolated. */
const band = 0.85;

/**
 * Autocorrelation of a frame under a cubed sine window over that of the window, `r[lag] = (a[lag] / a[0]) / (w[lag] / w[0])`
 * (Boersma 1993): 1 at the period of a periodic frame, however long it is, and at its multiples. Power is weighted by
 * `cos^2(pi f / (2 * .85 Nyquist))`, 0 above, so that r is smooth between lags. `maximumLag` should stay well below
 * `frameSize`.
 */
export function createPeriodicity(frameSize: number, maximumLag: number): Periodicity {
  let size = 2;
  while (size < frameSize + maximumLag + 1) size *= 2;
  const fft = createComplexFft(size);
  const window = cubedSine(frameSize);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const first = new Float64Array(maximumLag + 1);
  const second = new Float64Array(maximumLag + 1);
  const firstPower = new Float64Array(size / 2 + 1);
  const secondPower = new Float64Array(size / 2 + 1);
  const levels = new Float64Array(2);
  const correction = new Float64Array(maximumLag + 1);
  const weights = Float64Array.from({ length: size / 2 + 1 }, (_, k) =>
    2 * k < band * size ? Math.cos((Math.PI * k) / (band * size)) ** 2 : 0,
  );

  function load(samples: Float32Array, centre: number, to: Float64Array, which: number): void {
    const start = centre - (frameSize >> 1);
    const from = Math.max(0, -start);
    const until = Math.min(frameSize, samples.length - start);
    to.fill(0);
    // the mean as the window sees it: a plain one would lend a low tone an offset
    let mean = 0;
    for (let n = from; n < until; n++) mean += window[n]! * samples[start + n]!;
    mean /= 2;
    let squares = 0;
    for (let n = from; n < until; n++) {
      const value = samples[start + n]! - mean;
      squares += value * value;
      to[n] = value * window[n]!;
    }
    levels[which] = Math.sqrt(squares / frameSize);
  }

  /** Turns two signals, real and imaginary, into their autocorrelations, by one transform there and one back. */
  function correlate(): void {
    fft.forward(real, imaginary);
    firstPower[0] = real[0]! ** 2;
    secondPower[0] = imaginary[0]! ** 2;
    real[0] = firstPower[0];
    imaginary[0] = secondPower[0];
    for (let k = 1, m = size - 1; k <= m; k++, m--) {
      const sumReal = real[k]! + real[m]!;
      const differenceReal = real[k]! - real[m]!;
      const sumImaginary = imaginary[k]! + imaginary[m]!;
      const differenceImaginary = imaginary[k]! - imaginary[m]!;
      const first = 0.25 * (sumReal * sumReal + differenceImaginary * differenceImaginary);
      const second = 0.25 * (sumImaginary * sumImaginary + differenceReal * differenceReal);
      firstPower[k] = first;
      secondPower[k] = second;
      const weight = weights[k]!;
      real[k] = weight * first;
      imaginary[k] = weight * second;
      real[m] = real[k]!;
      imaginary[m] = imaginary[k]!;
    }
    fft.inverse(real, imaginary);
  }

  real.set(window);
  correlate();
  for (let lag = 0; lag <= maximumLag; lag++) correction[lag] = real[0]! / real[lag]!;

  return {
    first,
    second,
    firstPower,
    secondPower,
    transformSize: size,
    levels,
    measure(samples, firstCentre, secondCentre) {
      load(samples, firstCentre, real, 0);
      load(samples, secondCentre, imaginary, 1);
      correlate();
      normalise(real, correction, first);
      normalise(imaginary, correction, second);
    },
  };
}

function normalise(raw: Float64Array, correction: Float64Array, out: Float64Array): void {
  const scale = raw[0]! > 1e-20 ? 1 / raw[0]! : 0;
  for (let lag = 0; lag < out.length; lag++) out[lag] = raw[lag]! * scale * correction[lag]!;
}

/** Shorter than a Hann window and of lower side lobes; scaled to a sum of 2. */
function cubedSine(size: number): Float64Array {
  const cubes = Float64Array.from({ length: size }, (_, n) => Math.sin((Math.PI * n) / size) ** 3);
  const scale = 2 / cubes.reduce((sum, value) => sum + value, 0);
  return cubes.map((value) => scale * value);
}
