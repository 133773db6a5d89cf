import { slidingMaximum } from '../../src/dsp/sliding-maximum.js';
import type { Sound } from '../sound.js';

/** Samples that the gain falls ahead of a peak: 2.3 ms at 44.1 kHz. */
const reach = 100;
/** How much of what is missing of the full gain comes back in a sample: within 100 ms to a hundredth. */
const release = 1 - 0.01 ** (1 / 4410);

/** A look-ahead peak limiter whose ceiling lies `decibels` below the sound's own peak; the channels share one gain. */
export function limitPeaks(sound: Sound, decibels: number): Sound {
  const peaks = sound[0]!.map((_, n) => sound.reduce((most, samples) => Math.max(most, Math.abs(samples[n]!)), 0));
  const ceiling = peaks.reduce((most, peak) => Math.max(most, peak), 0) * 10 ** (-decibels / 20);
  // The least gain within reach: its mean over that reach is still low enough at the peak.
  let held = 1;
  const gains = slidingMaximum(peaks, reach).map((peak) => {
    held = Math.min(peak > ceiling ? ceiling / peak : 1, held + (1 - held) * release);
    return held;
  });
  const sums = new Float64Array(gains.length + 1);
  for (let n = 0; n < gains.length; n++) sums[n + 1] = sums[n]! + gains[n]!;
  const smooth = gains.map((_, n) => {
    const [from, to] = [Math.max(0, n - reach), Math.min(gains.length, n + reach + 1)];
    return (sums[to]! - sums[from]!) / (to - from);
  });
  return sound.map((samples) => samples.map((sample, n) => sample * smooth[n]!));
}
