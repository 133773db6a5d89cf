import { electricPiano, marimba, synthBass } from '../../samples/synthesis/keyboards.js';
import { midiHz } from '../../samples/synthesis/pitch.js';
import { pluckedString } from '../../samples/synthesis/plucked-string.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { strike } from '../grooves/drum-kit.js';
import type { Note, Section } from './compose-section.js';

/** How each note is moved from what is written: uniformly within these. */
export type Looseness = { readonly milliseconds: number; readonly decibels: number; readonly random: () => number };

const gains = { bass: 0.5, keys: 0.16, mallet: 0.3, string: 0.35 } as const;
const peak = 0.8;

/** A section in mono at 44.1 kHz, each note as it is written or loosely; the sound that rings past its end is cut. */
export function renderSection(section: Section, beatSeconds: number, looseness?: Looseness): Float32Array {
  const mix = new Float64Array(Math.round(section.beats * beatSeconds * sampleRate));
  for (const note of section.notes) {
    const shift = looseness === undefined ? 0 : looseness.milliseconds * (2 * looseness.random() - 1);
    const decibels = looseness === undefined ? 0 : looseness.decibels * (2 * looseness.random() - 1);
    const sound = soundOf(note, beatSeconds);
    const start = Math.round((note.beat * beatSeconds + shift / 1000) * sampleRate);
    const gain = 10 ** (decibels / 20);
    for (let n = Math.max(0, -start); n < sound.length && start + n < mix.length; n++)
      mix[start + n]! += gain * sound[n]!;
  }
  const loudest = mix.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return Float32Array.from(mix, (sample) => (peak * sample) / loudest);
}

/** The same sound for the same note: what differs from one playing to the next is time and level alone. */
function soundOf({ sound, pitch, beats, velocity }: Note, beatSeconds: number): Float64Array {
  const seconds = beats * beatSeconds;
  const key = `${sound} ${pitch} ${velocity} ${seconds}`;
  const known = sounds.get(key);
  if (known !== undefined) return known;
  const rendered = render();
  if (sounds.size >= mostSounds) sounds.clear();
  sounds.set(key, rendered);
  return rendered;

  function render(): Float64Array {
    if (sound === 'bass') return scaled(synthBass(midiHz(pitch), seconds, velocity), gains.bass);
    if (sound === 'keys') return scaled(electricPiano(midiHz(pitch), seconds, velocity), gains.keys);
    if (sound === 'mallet') return scaled(marimba(midiHz(pitch), seconds, velocity), gains.mallet);
    if (sound === 'string')
      return scaled(pluckedString(midiHz(pitch), seconds + 0.3, velocity, seededRandom(pitch)), gains.string);
    return strike(sound, velocity, 0);
  }
}
const sounds = new Map<string, Float64Array>();
const mostSounds = 300;

function scaled(sound: Float64Array, gain: number): Float64Array {
  return sound.map((sample) => gain * sample);
}
