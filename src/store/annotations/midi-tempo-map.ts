import { type MidiMessage, midiFile, midiMetre, midiTempo, midiText } from '../midi-file.js';
import type { Annotations } from './annotations.js';

const ticksPerBeat = 960;

/**
 * A Standard MIDI File without notes whose beats are those that were heard: a tempo for each, so that a sequencer that
 * begins with the recording runs with it. What comes before the first beat is filled with beats of about the same
 * length; those that do not fill a bar before the first downbeat have a bar of their own. Undefined where there are no beats.
 */
export function midiTempoMap({ file, seconds, beats, beatsInBar }: Annotations): Uint8Array | undefined {
  const times = beats.map((beat) => beat.seconds);
  const [first] = times;
  if (first === undefined || times.length < 2) return undefined;
  const usual = (times.at(-1)! - first) / (times.length - 1);
  // before the first beat, and from the last to the end
  const before = first > 0 ? Math.max(1, Math.round(first / usual)) : 0;
  const grid = [...Array.from({ length: before }, (_, i) => (first * i) / before), ...times];
  const messages: MidiMessage[] = [midiText(0, 'track name', file.name)];
  if (beatsInBar !== undefined) {
    const downbeat = beats.findIndex(({ position }) => position === 1);
    const upbeats = downbeat < 0 ? 0 : (before + downbeat) % beatsInBar;
    if (upbeats > 0) messages.push(midiMetre(0, upbeats));
    messages.push(midiMetre(upbeats * ticksPerBeat, beatsInBar));
  }
  // each tempo makes up for what rounding the earlier ones has lost
  let written = 0;
  grid.forEach((_, i) => {
    const length = i + 1 < grid.length ? grid[i + 1]! - written : usual;
    const tempo = midiTempo(i * ticksPerBeat, length);
    messages.push(tempo);
    written += Math.max(1, Math.round(1e6 * length)) / 1e6;
  });
  messages.sort((a, b) => a.tick - b.tick);
  const rest = Math.max(0, (seconds - times.at(-1)!) / usual);
  return midiFile(ticksPerBeat, messages, Math.round((grid.length - 1 + rest) * ticksPerBeat));
}
