import { sweptLowPass } from './filters.js';
import { release } from './release.js';
import { sampleRate } from './stereo-mix.js';
import { harmonics, readTable, wavetable } from './wavetable.js';

/** A note of a keyboard instrument: hertz, seconds until the key is let go, and how hard it was struck, 0 to 1. */
type Keyboard = (fundamentalHz: number, seconds: number, velocity: number) => Float64Array;

/** A sawtooth behind a low pass that closes after the attack, over a sine an octave down. */
export const synthBass: Keyboard = (fundamentalHz, seconds, velocity) => {
  const table = wavetable(harmonics(fundamentalHz, 1, 9000));
  const lowPass = sweptLowPass(0.9);
  return shaped(seconds, 0.05, (t) => {
    const cutoffHz = 140 + 2.2 * fundamentalHz + (1100 + 3000 * velocity) * Math.exp(-t / 0.09);
    const attack = Math.min(1, t / 0.004);
    const saw = lowPass(readTable(table, fundamentalHz * t), cutoffHz);
    return (
      velocity *
      attack *
      (0.75 * Math.sin(2 * Math.PI * fundamentalHz * t) + 0.55 * saw) *
      (0.65 + 0.35 * Math.exp(-t / 0.2))
    );
  });
};

/** An electric piano: frequency modulation at 1:1 for the reed and 1:14 for the tine. */
export const electricPiano: Keyboard = (fundamentalHz, seconds, velocity) =>
  shaped(seconds, 0.14, (t) => {
    const angle = 2 * Math.PI * fundamentalHz * t;
    const decay = Math.exp((-t * (0.5 + fundamentalHz / 400)) / 0.9);
    const reed = Math.sin(angle + (0.8 + 2.6 * velocity) * Math.exp(-t / 0.4) * Math.sin(angle));
    const tine = Math.sin(angle + 1.4 * velocity * Math.exp(-t / 0.16) * Math.sin(14 * angle));
    return velocity * Math.min(1, t / 0.002) * decay * (0.55 * reed + 0.45 * tine);
  });

/** A mallet on a wooden bar: the modes of a tuned marimba bar are 1, 3.9 and 9.2 times the fundamental. */
export const marimba: Keyboard = (fundamentalHz, _seconds, velocity) =>
  shaped(0.9, 0.1, (t) => {
    const angle = 2 * Math.PI * fundamentalHz * t;
    return (
      velocity *
      Math.min(1, t / 0.0015) *
      (Math.sin(angle) * Math.exp(-t / 0.28) +
        0.3 * velocity * Math.sin(3.93 * angle) * Math.exp(-t / 0.07) +
        0.12 * velocity * Math.sin(9.2 * angle) * Math.exp(-t / 0.02))
    );
  });

function shaped(seconds: number, releaseSeconds: number, sample: (t: number) => number): Float64Array {
  const sound = new Float64Array(Math.round((seconds + releaseSeconds) * sampleRate));
  for (let n = 0; n < sound.length; n++) sound[n] = sample(n / sampleRate);
  return release(sound, releaseSeconds);
}
