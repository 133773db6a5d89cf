import { semitones } from './chroma-frames.js';

const classes = 12;
/** Semitones on either side that a semitone's level is taken over: an octave and what it begins with. */
const reach = 6;

/**
 * Amplitude of the twelve pitch classes in each row of `power`, every semitone re the mean power of the octave around it
 * over the whole window: which pitches sound when, and not which octave an equaliser made loud.
 */
export function whitenedChroma(power: Float32Array): Float32Array {
  const count = power.length / semitones;
  const totals = new Float64Array(semitones);
  for (let i = 0; i < power.length; i++) totals[i % semitones]! += power[i]!;
  const weights = totals.map((_, place) => {
    const around = totals.subarray(Math.max(0, place - reach), place + reach + 1);
    const level = around.reduce((sum, total) => sum + total, 0) / around.length;
    return level > 0 ? count / level : 0;
  });
  const chroma = new Float32Array(count * classes);
  for (let i = 0; i < power.length; i++)
    chroma[Math.floor(i / semitones) * classes + ((i % semitones) % classes)]! += power[i]! * weights[i % semitones]!;
  return chroma.map(Math.sqrt);
}
