import { createComplexFft } from './fft.js';
import { createDecimator } from './half-band.js';

/** Looks for the latest passage of a signal in what came before it, at 11.025 kHz. */
export type PassageMatcher = {
  /**
   * Takes the next samples, 6 s at most. The largest normalised cross-correlation of the last 6 s with any 6 s that begin
   * 1 s to 32 s earlier, from 0 to 1; NaN while there are fewer than 7 s, or where one of the two is silent.
   */
  push(samples: Float32Array): number;
  /** Of the last 6 s, differenced. */
  readonly meanSquare: number;
};

/** Samples of 5512.5 Hz in a passage, and in a step of the envelope: 8.9 ms. */
const passageLength = 33075;
const envelopeHop = 49;
const passageEnvelope = passageLength / envelopeHop;
/** Steps of the envelope in the longest and the shortest lag: 32 s and 1 s. */
const longestLag = 3600;
const shortestLag = 112;
const heldEnvelope = longestLag + passageEnvelope;
const heldSamples = heldEnvelope * envelopeHop;
const envelopeTransform = 8192;
/** Lags of the envelope that are looked at closely. */
const candidates = 2;
/** The passage is transformed in pieces, each against what lies up to 38 ms around its candidate. */
const pieceLength = 3675;
const search = 210;
const pieceTransform = 4096;
/** Samples on either side that a value between two of them is interpolated from, and steps between them. */
const interpolationReach = 8;
const interpolationSteps = 16;

/**
 * In two steps: the lags at which the envelope (the fourth root of the energy of 8.9 ms) correlates best, then the
 * cross-correlation of the waveform around each, interpolated between samples. The waveform is x[n] - x[n - 2] at
 * 5512.5 Hz, which is deaf to both ends of its band: a held bass note is no loop, and what folds is not compared. What
 * is pasted is at 1; notes that are played anew lie some milliseconds apart, which is whole periods of what is heard.
 */
export function createPassageMatcher(): PassageMatcher {
  const decimator = createDecimator();
  const signal = new Float64Array(heldSamples);
  const envelope = new Float64Array(heldEnvelope);
  const coarse = createComplexFft(envelopeTransform);
  const fine = createComplexFft(pieceTransform);
  const [coarseReal, coarseImaginary] = [new Float64Array(envelopeTransform), new Float64Array(envelopeTransform)];
  const [real, imaginary, sumReal, sumImaginary] = Array.from(
    { length: 4 },
    () => new Float64Array(pieceTransform),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  let last = 0;
  let secondLast = 0;
  let filled = 0;
  let meanSquare = 0;

  /** Appends the decimated signal, as x[n] - x[n - 2], to the memory, and takes the envelope of what is new or has not moved by whole steps. */
  function remember(samples: Float32Array): void {
    signal.copyWithin(0, samples.length);
    const from = heldSamples - samples.length;
    // what closures share is boxed: each new number of it would be an object
    let [beforeLast, previous] = [secondLast, last];
    for (let n = 0; n < samples.length; n++) {
      signal[from + n] = samples[n]! - beforeLast;
      beforeLast = previous;
      previous = samples[n]!;
    }
    [secondLast, last] = [beforeLast, previous];
    filled = Math.min(heldSamples, filled + samples.length);
    const steps = samples.length / envelopeHop;
    const known = Number.isInteger(steps) ? heldEnvelope - steps : 0;
    envelope.copyWithin(0, heldEnvelope - known);
    for (let i = known; i < heldEnvelope; i++) envelope[i] = energy(i * envelopeHop, (i + 1) * envelopeHop) ** 0.25;
  }

  function energy(from: number, to: number): number {
    let sum = 0;
    for (let n = from; n < to; n++) sum += signal[n]! * signal[n]!;
    return sum;
  }

  /** The lags, in steps of the envelope, of the highest local maxima of its normalised autocorrelation; best first. */
  function likelyLags(): number[] {
    const most = Math.min(longestLag, Math.floor((filled - passageLength) / envelopeHop));
    const first = heldEnvelope - passageEnvelope;
    let mean = 0;
    for (let i = first; i < heldEnvelope; i++) mean += envelope[i]! / passageEnvelope;
    coarseReal.fill(0);
    coarseImaginary.fill(0);
    for (let i = 0; i < passageEnvelope; i++) coarseReal[i] = envelope[first + i]! - mean;
    coarseImaginary.set(envelope);
    correlate(coarse, coarseReal, coarseImaginary);
    const likeness = new Float64Array(most + 1);
    let [sum, squares] = [0, 0];
    for (let i = first - most; i < first - most + passageEnvelope; i++) {
      sum += envelope[i]!;
      squares += envelope[i]! ** 2;
    }
    for (let lag = most; lag >= shortestLag; lag--) {
      const at = first - lag;
      const variance = squares - (sum * sum) / passageEnvelope;
      likeness[lag] = coarseReal[at]! / Math.sqrt(Math.max(variance, 1e-9 * squares) || 1);
      sum += envelope[at + passageEnvelope]! - envelope[at]!;
      squares += envelope[at + passageEnvelope]! ** 2 - envelope[at]! ** 2;
    }
    const maxima: number[] = [];
    for (let lag = shortestLag; lag <= most; lag++)
      if (likeness[lag]! >= (likeness[lag - 1] ?? 0) && likeness[lag]! > (likeness[lag + 1] ?? 0)) maxima.push(lag);
    return maxima.sort((a, b) => likeness[b]! - likeness[a]! || a - b).slice(0, candidates);
  }

  /** The largest normalised cross-correlation within 38 ms of a lag in samples. */
  function likenessNear(lag: number): number {
    const first = heldSamples - passageLength;
    const centre = Math.max(search, first - lag);
    sumReal.fill(0);
    sumImaginary.fill(0);
    for (let start = 0; start < passageLength; start += pieceLength) {
      real.fill(0);
      imaginary.fill(0);
      real.set(signal.subarray(first + start, first + start + pieceLength));
      const from = centre + start - search;
      imaginary.set(signal.subarray(from, from + pieceLength + 2 * search));
      fine.forward(real, imaginary);
      addCrossSpectrum(real, imaginary, sumReal, sumImaginary);
    }
    fine.inverse(sumReal, sumImaginary);
    let place = interpolationReach;
    for (let k = place; k <= 2 * search - interpolationReach; k++) if (sumReal[k]! > sumReal[place]!) place = k;
    const there = centre - search + place;
    const scale = Math.sqrt(energy(first, heldSamples) * energy(there, there + passageLength));
    return scale > 0 ? Math.min(1, Math.max(0, interpolatedMaximum(sumReal, place)) / scale) : NaN;
  }

  return {
    get meanSquare() {
      return meanSquare;
    },
    push(samples) {
      remember(decimator.push(samples));
      const whole = energy(heldSamples - passageLength, heldSamples);
      meanSquare = whole / passageLength;
      if (filled < passageLength + shortestLag * envelopeHop || whole === 0) return NaN;
      let likeness = NaN;
      for (const lag of likelyLags()) {
        const found = likenessNear(lag * envelopeHop);
        if (!(found <= likeness)) likeness = found;
      }
      return likeness;
    },
  };
}

/** a -> sum_n a[n] b[n + k], in place of a. */
function correlate(fft: ReturnType<typeof createComplexFft>, a: Float64Array, b: Float64Array): void {
  fft.forward(a, b);
  const [real, imaginary] = [new Float64Array(a.length), new Float64Array(a.length)];
  addCrossSpectrum(a, b, real, imaginary);
  fft.inverse(real, imaginary);
  a.set(real);
}

/** From the transform of a + i b, adds that of their cross-correlation sum_n a[n] b[n + k]. */
function addCrossSpectrum(
  real: Float64Array,
  imaginary: Float64Array,
  sumReal: Float64Array,
  sumImaginary: Float64Array,
): void {
  const size = real.length;
  sumReal[0]! += real[0]! * imaginary[0]!;
  // the bins k and -k are each other's conjugates
  for (let k = 1, mirror = size - 1; k <= mirror; k++, mirror--) {
    const aReal = 0.5 * (real[k]! + real[mirror]!);
    const aImaginary = 0.5 * (imaginary[k]! - imaginary[mirror]!);
    const bReal = 0.5 * (imaginary[k]! + imaginary[mirror]!);
    const bImaginary = 0.5 * (real[mirror]! - real[k]!);
    const crossReal = aReal * bReal + aImaginary * bImaginary;
    const crossImaginary = aReal * bImaginary - aImaginary * bReal;
    sumReal[k]! += crossReal;
    sumImaginary[k]! += crossImaginary;
    if (mirror === k) break;
    sumReal[mirror]! += crossReal;
    sumImaginary[mirror]! -= crossImaginary;
  }
}

/** A correlation is as band-limited as its signal: the largest value within a sample of `place`, by a windowed sinc. */
function interpolatedMaximum(values: Float64Array, place: number): number {
  let most = values[place]!;
  for (let step = 1 - interpolationSteps; step < interpolationSteps; step++) {
    let sum = 0;
    for (let i = -interpolationReach; i <= interpolationReach; i++) {
      const distance = step / interpolationSteps - i;
      const edge = Math.cos((Math.PI * distance) / (2 * (interpolationReach + 1))) ** 2;
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      sum += values[place + i]! * edge * sinc;
    }
    if (sum > most) most = sum;
  }
  return most;
}
