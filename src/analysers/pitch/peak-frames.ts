import type { GivenSeries } from '../../analysis/analyser.js';
import { numbersOfPeak } from './spectral-peaks.js';

/** A window's spectral peaks, frame by frame, without the frames more than 60 dB below the loudest. */
export type PeakFrames = {
  readonly count: number;
  /** The most peaks that a frame can have. */
  readonly capacity: number;
  /** Frame i's peaks are the numbers [i * capacity, i * capacity + sizes[i]), ascending in frequency; 0 is a silent frame. */
  readonly sizes: Uint32Array;
  readonly frequencies: Float64Array;
  /** Magnitudes as shares of the largest in the window, so that gain changes nothing. */
  readonly magnitudes: Float64Array;
  /** 1 for each peak that a lower one explains as a partial off its octaves. */
  readonly isPartial: Uint8Array;
};

const lowHz = 60;
const highHz = 2500;

/** Whether a peak has a say in tuning and degrees: it lies from 60 Hz to 2.5 kHz and is no off-octave partial. */
export function tellsPitch({ frequencies, isPartial }: PeakFrames, peak: number): boolean {
  return frequencies[peak]! >= lowHz && frequencies[peak]! <= highHz && isPartial[peak] === 0;
}

/** Reads the rows of `pitch.spectral-peaks/peaks`. */
export function readPeakFrames({ count, size, rows }: GivenSeries): PeakFrames {
  const capacity = size / numbersOfPeak;
  const sizes = new Uint32Array(count);
  const frequencies = new Float64Array(count * capacity);
  const magnitudes = new Float64Array(count * capacity);
  const isPartial = new Uint8Array(count * capacity);
  const powers = new Float64Array(count);
  let largest = 0;
  let loudest = 0;
  for (let i = 0; i < count; i++) {
    const row = i * size;
    let peaks = 0;
    for (; peaks < capacity && rows[row + peaks]! > 0; peaks++) {
      const magnitude = rows[row + capacity + peaks]!;
      frequencies[i * capacity + peaks] = rows[row + peaks]!;
      magnitudes[i * capacity + peaks] = magnitude;
      isPartial[i * capacity + peaks] = rows[row + 2 * capacity + peaks]!;
      powers[i]! += magnitude * magnitude;
      largest = Math.max(largest, magnitude);
    }
    sizes[i] = peaks;
    loudest = Math.max(loudest, powers[i]!);
  }
  for (let i = 0; i < count; i++) if (powers[i]! < 1e-6 * loudest) sizes[i] = 0;
  if (largest > 0) for (let p = 0; p < magnitudes.length; p++) magnitudes[p]! /= largest;
  return { count, capacity, sizes, frequencies, magnitudes, isPartial };
}
