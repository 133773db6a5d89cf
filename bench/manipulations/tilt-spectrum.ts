import type { Sound } from '../sound.js';

const rate = 44100;
const pivotHz = 1000;

/**
 * A tilt equaliser: a first-order shelf that raises the treble by `decibels` and lowers the bass by as many,
 * H(s) = (G s + w) / (s + G w), G = 10^(decibels / 20), by the bilinear transform with its pivot of 1 kHz kept in place.
 */
export function tiltSpectrum(sound: Sound, decibels: number): Sound {
  const gain = 10 ** (decibels / 20);
  const k = Math.tan((Math.PI * pivotHz) / rate);
  const norm = 1 / (1 + gain * k);
  const [b0, b1, a1] = [(gain + k) * norm, (k - gain) * norm, (gain * k - 1) * norm];
  return sound.map((samples) => {
    let [input, output] = [0, 0];
    return samples.map((sample) => {
      output = b0 * sample + b1 * input - a1 * output;
      input = sample;
      return output;
    });
  });
}
