import { type StereoMix, sampleRate } from './stereo-mix.js';

/** Samples; mutually prime, 32 to 64 ms. */
const delayLengths = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];

/**
 * The room around a mix, without the mix itself: eight delays that feed one another through a Householder matrix, which
 * loses nothing, so that the gain of each alone sets the time to fall by 60 dB.
 */
export function reverb(send: StereoMix, decaySeconds: number, dampingHz = 5000, predelaySeconds = 0.012): StereoMix {
  const count = delayLengths.length;
  const lines = delayLengths.map((length) => new Float64Array(length));
  const gains = delayLengths.map((length) => 10 ** ((-3 * length) / (decaySeconds * sampleRate)));
  const lowPassed = new Float64Array(count);
  const damping = Math.exp((-2 * Math.PI * dampingHz) / sampleRate);
  const predelay = Math.round(predelaySeconds * sampleRate);
  const length = send.left.length;
  const room: StereoMix = { left: new Float64Array(length), right: new Float64Array(length) };
  for (let n = 0; n < length; n++) {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const delayed = lines[i]![n % delayLengths[i]!]!;
      lowPassed[i] = delayed + damping * (lowPassed[i]! - delayed);
      sum += lowPassed[i]!;
    }
    const left = n < predelay ? 0 : send.left[n - predelay]!;
    const right = n < predelay ? 0 : send.right[n - predelay]!;
    for (let i = 0; i < count; i++) {
      const sign = i < count / 2 ? 1 : -1;
      const input = i % 2 === 0 ? left : right;
      lines[i]![n % delayLengths[i]!] = gains[i]! * (lowPassed[i]! - (2 / count) * sum) + sign * input;
      if (i % 2 === 0) room.left[n]! += sign * lowPassed[i]!;
      else room.right[n]! += sign * lowPassed[i]!;
    }
  }
  return room;
}
