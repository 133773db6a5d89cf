import { createRealFft } from './fft.js';
import { hann } from './windows.js';

/** Smoothed cepstral peak prominence, frame after frame of a voice. */
export type CepstralPeak = {
  /** Forgets the frames before: the next are of another stretch. */
  restart(): void;
  /** Takes the frame centred on `centre` of `samples`; what lies outside them is 0. */
  push(samples: Float32Array, centre: number): void;
  /** Decibels by which the peak within half a semitone of the period (in samples) stands out of the line, over the last frames. */
  prominence(period: number): number;
};

/** Frames averaged, and points of quefrency: 30 ms at a hop of 10 ms, .45 ms at 11 kHz. */
const frames = 3;
const reach = 2;
/** The line is fitted from 1 ms on. */
const firstSeconds = 0.001;
/** The logarithm looks this far below a frame's strongest bin, dB. */
const range = 120;

/**
 * The power cepstrum is that of the log power spectrum of Hann frames; it is averaged over three frames and five points,
 * and the peak is told in dB over the least-squares line through all points from 1 ms on.
 * Source: Hillenbrand & Houde 1996.
 */
export function createCepstralPeak(frameSize: number, rate: number): CepstralPeak {
  const fft = createRealFft(frameSize);
  const window = hann(frameSize);
  const plain = new Float64Array(frameSize).fill(1);
  const bins = frameSize / 2 + 1;
  const real = new Float64Array(bins);
  const imaginary = new Float64Array(bins);
  const frame = new Float32Array(frameSize);
  const cepstra = Array.from({ length: frames }, () => new Float64Array(bins));
  const sums = new Float64Array(bins + 1);
  const level = new Float64Array(bins);
  const first = Math.ceil(firstSeconds * rate);
  let held = 0;
  let next = 0;

  function transform(input: Float32Array, weights: Float64Array): void {
    fft.forward(input, 0, weights);
    fft.writeBins(real, imaginary);
  }

  return {
    restart() {
      held = 0;
    },
    push(samples, centre) {
      const start = centre - frameSize / 2;
      for (let n = 0; n < frameSize; n++) frame[n] = samples[start + n] ?? 0;
      transform(frame, window);
      let most = 0;
      for (let k = 0; k < bins; k++) {
        real[k] = real[k]! ** 2 + imaginary[k]! ** 2;
        most = Math.max(most, real[k]!);
      }
      const floor = most * 10 ** (-range / 10);
      for (let k = 0; k < bins; k++) {
        const logarithm = most > 0 ? Math.log(Math.max(real[k]!, floor) / most) : 0;
        frame[k] = logarithm;
        if (k > 0) frame[frameSize - k] = logarithm;
      }
      transform(frame, plain);
      const cepstrum = cepstra[next]!;
      for (let k = 0; k < bins; k++) cepstrum[k] = real[k]! ** 2 + imaginary[k]! ** 2;
      next = (next + 1) % frames;
      held = Math.min(frames, held + 1);
    },
    prominence(period) {
      for (let k = 0; k < bins; k++) {
        let sum = 0;
        for (let i = 1; i <= held; i++) sum += cepstra[(next + frames - i) % frames]![k]!;
        sums[k + 1] = sums[k]! + sum;
      }
      for (let k = 0; k < bins; k++) {
        const [from, to] = [Math.max(0, k - reach), Math.min(bins, k + reach + 1)];
        level[k] = 10 * Math.log10((sums[to]! - sums[from]!) / (to - from) + Number.MIN_VALUE);
      }
      let peak = 0;
      const nearest = Math.round(period);
      const width = Math.max(1, Math.round(0.03 * period));
      for (let k = nearest - width; k <= nearest + width; k++) if (!(level[k]! <= level[peak]!) || peak === 0) peak = k;
      return level[peak]! - lineAt(level, first, peak);
    },
  };
}

/** The least-squares line through the numbers from `first` on, at a place. */
function lineAt(values: Float64Array, first: number, place: number): number {
  const count = values.length - first;
  const centre = (first + values.length - 1) / 2;
  let sum = 0;
  let slope = 0;
  for (let k = first; k < values.length; k++) {
    sum += values[k]!;
    slope += (k - centre) * values[k]!;
  }
  return sum / count + (slope / ((count * (count * count - 1)) / 12)) * (place - centre);
}
