import { sampleRate } from './stereo-mix.js';

/** A short linear fade at the end of a sound, in place, so that nothing clicks. */
export function release(sound: Float64Array, seconds: number): Float64Array {
  const count = Math.min(sound.length, Math.round(seconds * sampleRate));
  for (let n = 0; n < count; n++) sound[sound.length - 1 - n]! *= n / count;
  return sound;
}
