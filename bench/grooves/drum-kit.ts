import { closedHat, kick, openHat, snare } from '../../samples/synthesis/drums.js';
import { filtered, resonance, whiteNoise } from '../../samples/synthesis/filters.js';
import { release } from '../../samples/synthesis/release.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { highPass } from '../../src/dsp/biquad.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import type { Drum } from './groove.js';

type Sound = (velocity: number, random: () => number) => Float64Array;

const kit: Readonly<Record<Drum, { readonly sound: Sound; readonly gain: number }>> = {
  kick: { sound: kick, gain: 0.75 },
  snare: { sound: snare, gain: 0.72 },
  rim: { sound: rim, gain: 0.5 },
  lowTom: { sound: tom(92), gain: 0.6 },
  highTom: { sound: tom(155), gain: 0.6 },
  closedHat: { sound: closedHat, gain: 0.4 },
  openHat: { sound: openHat, gain: 0.36 },
  ride: { sound: ride, gain: 0.3 },
  crash: { sound: crash, gain: 0.4 },
};
/** Velocities are rendered in this many steps, and each in this many takes. */
const velocitySteps = 16;
const takes = 4;

/** One stroke as it sounds; the `take`-th of a drum sounds the same every time. Its attack begins with its first sample. */
export function strike(drum: Drum, velocity: number, take: number): Float64Array {
  const step = Math.max(1, Math.min(velocitySteps, Math.round(velocity * velocitySteps)));
  const key = `${drum} ${step} ${take % takes}`;
  let sound = struck.get(key);
  if (sound === undefined) {
    const { sound: render, gain } = kit[drum];
    const seed = 1000 * Object.keys(kit).indexOf(drum) + 10 * step + (take % takes);
    sound = render(step / velocitySteps, seededRandom(seed)).map((sample) => gain * sample);
    struck.set(key, sound);
  }
  return sound;
}
const struck = new Map<string, Float64Array>();

function tom(hertz: number): Sound {
  return (velocity, random) => {
    const stick = filtered(whiteNoise(0.02, random), resonance(1800, 1500));
    const sound = new Float64Array(Math.round(0.5 * sampleRate));
    let phase = 0;
    for (let n = 0; n < sound.length; n++) {
      const t = n / sampleRate;
      phase += (hertz * (1 + 0.5 * Math.exp(-t / 0.03))) / sampleRate;
      const body = Math.sin(2 * Math.PI * phase) * Math.exp(-t / 0.16) * Math.min(1, t / 0.001);
      sound[n] = velocity * (body + 0.6 * velocity * (stick[n] ?? 0) * Math.exp(-t / 0.004));
    }
    return release(sound, 0.05);
  };
}

/** The stick on the rim: two high modes, short. */
function rim(velocity: number): Float64Array {
  const sound = new Float64Array(Math.round(0.08 * sampleRate));
  for (let n = 0; n < sound.length; n++) {
    const t = n / sampleRate;
    const modes = Math.sin(2 * Math.PI * 1720 * t) + 0.7 * Math.sin(2 * Math.PI * 490 * t);
    sound[n] = 0.5 * velocity * modes * Math.exp(-t / 0.012) * Math.min(1, t / 0.0004);
  }
  return release(sound, 0.01);
}

/** The ping of the stick over a wash that grows for 20 ms. */
function ride(velocity: number, random: () => number): Float64Array {
  const wash = filtered(whiteNoise(0.9, random), highPass(sampleRate, 4500));
  const sound = new Float64Array(wash.length);
  for (let n = 0; n < sound.length; n++) {
    const t = n / sampleRate;
    let ping = 0;
    for (const hertz of [3120, 4730, 6390]) ping += Math.sin(2 * Math.PI * hertz * t) / 3;
    const swell = (1 - Math.exp(-t / 0.02)) * Math.exp(-t / 0.3);
    sound[n] = velocity * (ping * Math.exp(-t / 0.06) * Math.min(1, t / 0.0008) + 0.35 * wash[n]! * swell);
  }
  return release(sound, 0.05);
}

/** A burst that takes 3 ms to open and more than a second to die. */
function crash(velocity: number, random: () => number): Float64Array {
  const noise = filtered(whiteNoise(1.8, random), highPass(sampleRate, 2500));
  for (let n = 0; n < noise.length; n++) {
    const t = n / sampleRate;
    noise[n]! *= velocity * Math.min(1, t / 0.003) * (0.6 * Math.exp(-t / 0.08) + 0.4 * Math.exp(-t / 0.5));
  }
  return release(noise, 0.1);
}
