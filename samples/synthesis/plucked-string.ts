import { lowPass } from '../../src/dsp/biquad.js';
import { filtered, whiteNoise } from './filters.js';
import { release } from './release.js';
import { sampleRate } from './stereo-mix.js';

/**
 * A string plucked with noise (Karplus & Strong 1983), tuned exactly: the loop's two-point mean delays by half a sample,
 * an all-pass by the fraction that is left (Jaffe & Smith 1983).
 */
export function pluckedString(
  fundamentalHz: number,
  seconds: number,
  velocity: number,
  random: () => number,
  decaySeconds = 2.5,
): Float64Array {
  const period = sampleRate / fundamentalHz - 0.5;
  const length = Math.floor(period - 0.2);
  const fraction = period - length;
  const allPass = (1 - fraction) / (1 + fraction);
  const loss = 10 ** (-3 / (fundamentalHz * decaySeconds));
  const pluck = whiteNoise((length + 1) / sampleRate, random);
  const line = filtered(pluck, lowPass(sampleRate, 1200 + 6000 * velocity)).slice(0, length);
  // the loop would keep an offset as long as the note
  const offset = line.reduce((sum, sample) => sum + sample, 0) / length;
  for (let n = 0; n < length; n++) line[n]! -= offset;
  const sound = new Float64Array(Math.round(seconds * sampleRate));
  let previous = 0;
  let previousInput = 0;
  let previousOutput = 0;
  for (let n = 0; n < sound.length; n++) {
    const output = line[n % length]!;
    sound[n] = velocity * output;
    const damped = loss * 0.5 * (output + previous);
    previous = output;
    previousOutput = allPass * (damped - previousOutput) + previousInput;
    previousInput = damped;
    line[n % length] = previousOutput;
  }
  return release(sound, 0.06);
}
