import { sampleRate } from './stereo-mix.js';
import { harmonics, readTable, wavetable } from './wavetable.js';

/** How a player bows: the loudness (0 to 1) along the note, from 0 to 1 of its length. */
export type Bow = (place: number) => number;

/**
 * One player of a section: a sawtooth with vibrato of the player's own, the darker the softer it is bowed. The body is
 * left to a filter over the whole section.
 */
export function bowedString(fundamentalHz: number, seconds: number, bow: Bow, random: () => number): Float64Array {
  const bright = wavetable(harmonics(fundamentalHz, 1.05, 19000));
  const dark = wavetable(harmonics(fundamentalHz, 2, 19000));
  const detuned = fundamentalHz * 2 ** ((8 * (random() - 0.5)) / 1200);
  const rateHz = 5 + 1.1 * random();
  const cents = 9 + 8 * random();
  const vibratoPhase = random();
  const sound = new Float64Array(Math.round((seconds + 0.25) * sampleRate));
  let phase = random();
  let level = 0;
  for (let n = 0; n < sound.length; n++) {
    const t = n / sampleRate;
    const depth = cents * Math.min(1, t / 0.5);
    const vibrato = depth * Math.sin(2 * Math.PI * (rateHz * t + vibratoPhase));
    phase += (detuned * (1 + (vibrato * Math.LN2) / 1200)) / sampleRate;
    const target = t < seconds ? bow(t / seconds) : 0;
    level += (target - level) / (0.06 * sampleRate);
    sound[n] = level * (level * readTable(bright, phase) + (1 - level) * readTable(dark, phase));
  }
  return sound;
}
