import type { GrooveTemplate } from './groove-template.js';
import { type MidiMessage, midiFile, midiMetre, midiTempo, midiText } from './midi-file.js';

const ticksPerBeat = 960;
const stepsPerBeat = 4;
const bars = 2;
const note = 60;
const channel = 0;

/**
 * A groove as a Standard MIDI File of format 0 that sequencers take a groove from: two bars of 4/4 at the recording's
 * tempo, a note for each sixteenth that was heard, as early or late and as loud as that was. What comes before the first
 * bar's beginning is put on it; the second bar has it in its place. Source: Standard MIDI Files 1.0.
 */
export function grooveMidi({ bpm, steps }: GrooveTemplate, name: string): Uint8Array {
  const ticksPerStep = ticksPerBeat / stepsPerBeat;
  const ticksPerMs = (ticksPerBeat * bpm) / 60000;
  const barTicks = steps.length * ticksPerStep;
  const messages: MidiMessage[] = [];
  for (let bar = 0; bar < bars; bar++)
    steps.forEach((step, place) => {
      if (step === undefined) return;
      const start = Math.max(0, Math.round(bar * barTicks + place * ticksPerStep + step.lateMs * ticksPerMs));
      const velocity = Math.max(1, Math.min(127, Math.round(127 * step.velocity)));
      messages.push({ tick: start, bytes: [0x90 | channel, note, velocity] });
      messages.push({ tick: start + ticksPerStep / 2, bytes: [0x80 | channel, note, 64] });
    });
  // offs come before ons at one tick: 0x80 < 0x90
  messages.sort((a, b) => a.tick - b.tick || a.bytes[0]! - b.bytes[0]!);

  const settings: MidiMessage[] = [
    midiText(0, 'track name', name),
    midiTempo(0, 60 / bpm),
    midiMetre(0, steps.length / stepsPerBeat),
  ];
  return midiFile(ticksPerBeat, [...settings, ...messages], bars * barTicks);
}
