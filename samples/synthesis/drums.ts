import { highPass } from '../../src/dsp/biquad.js';
import { filtered, resonance, whiteNoise } from './filters.js';
import { release } from './release.js';
import { sampleRate } from './stereo-mix.js';

/** Velocities run from 0 to 1: harder is louder and brighter. Equal seeds of `random` give equal hits. */
type Drum = (velocity: number, random: () => number) => Float64Array;

/** A sine that falls to 47 Hz, with the click of the beater. */
export const kick: Drum = (velocity, random) => {
  const click = filtered(whiteNoise(0.012, random), resonance(2800, 2500));
  const sound = new Float64Array(Math.round(0.42 * sampleRate));
  let phase = 0;
  for (let n = 0; n < sound.length; n++) {
    const t = n / sampleRate;
    phase += (47 + 60 * Math.exp(-t / 0.035) + 240 * Math.exp(-t / 0.006)) / sampleRate;
    const body = Math.sin(2 * Math.PI * phase) * Math.exp(-t / 0.13) * Math.min(1, t / 0.001);
    sound[n] = velocity * (body + 0.5 * velocity * (click[n] ?? 0) * Math.exp(-t / 0.003));
  }
  return release(sound, 0.03);
};

/** Two modes of the head and the rattle of the wires. */
export const snare: Drum = (velocity, random) => {
  const seconds = 0.36;
  const wires = filtered(
    filtered(whiteNoise(seconds, random), highPass(sampleRate, 700)),
    resonance(2200 + 2000 * velocity, 5000),
  );
  const sound = new Float64Array(wires.length);
  for (let n = 0; n < sound.length; n++) {
    const t = n / sampleRate;
    const bend = 1 + 0.25 * Math.exp(-t / 0.01);
    const head =
      Math.sin(2 * Math.PI * 186 * bend * t) * Math.exp(-t / 0.07) +
      0.6 * Math.sin(2 * Math.PI * 331 * bend * t) * Math.exp(-t / 0.045);
    const rattle = wires[n]! * (0.75 * Math.exp(-t / 0.025) + 0.5 * Math.exp(-t / (0.05 + 0.06 * velocity)));
    sound[n] = velocity * (0.55 * head + 1.3 * rattle) * Math.min(1, t / 0.0006);
  }
  return release(sound, 0.04);
};

/** Partials of a square wave that share no fundamental, over noise. */
function cymbal(decaySeconds: number): Drum {
  return (velocity, random) => {
    const noise = whiteNoise(Math.min(1, 6 * decaySeconds), random);
    const metal = new Float64Array(noise.length);
    for (const hertz of [2051, 3042, 3691, 5221, 5401, 8013])
      for (let n = 0; n < metal.length; n++)
        metal[n]! += Math.sin((2 * Math.PI * hertz * n) / sampleRate) > 0 ? 0.2 : -0.2;
    for (let n = 0; n < metal.length; n++) metal[n]! += 0.8 * noise[n]!;
    const bright = filtered(filtered(metal, highPass(sampleRate, 6500 - 1000 * velocity)), highPass(sampleRate, 5000));
    for (let n = 0; n < bright.length; n++) {
      const t = n / sampleRate;
      bright[n]! *= velocity * Math.exp(-t / decaySeconds) * Math.min(1, t / 0.0008);
    }
    return release(bright, 0.02);
  };
}

export const closedHat: Drum = cymbal(0.028);
export const openHat: Drum = cymbal(0.16);
