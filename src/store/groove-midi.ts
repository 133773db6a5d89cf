import type { GrooveTemplate } from './groove-template.js';

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
  const messages: { readonly tick: number; readonly bytes: readonly number[] }[] = [];
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

  const track = [
    ...meta(0x03, latin(name)),
    ...meta(0x51, number(Math.round(60e6 / bpm), 3)),
    ...meta(0x58, [4, 2, 24, 8]),
  ];
  let last = 0;
  for (const { tick, bytes } of messages) {
    track.push(...variableLength(tick - last), ...bytes);
    last = tick;
  }
  track.push(...variableLength(Math.max(0, bars * barTicks - last)), 0xff, 0x2f, 0);
  return Uint8Array.from([
    ...latin('MThd'),
    ...number(6, 4),
    ...number(0, 2),
    ...number(1, 2),
    ...number(ticksPerBeat, 2),
    ...latin('MTrk'),
    ...number(track.length, 4),
    ...track,
  ]);
}

function meta(type: number, bytes: readonly number[]): number[] {
  return [0, 0xff, type, ...variableLength(bytes.length), ...bytes];
}

/** Big-endian. */
function number(value: number, byteCount: number): number[] {
  return Array.from({ length: byteCount }, (_, i) => (value >>> (8 * (byteCount - 1 - i))) & 0xff);
}

/** Seven bits a byte, the highest first; all but the last have their top bit set. */
function variableLength(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** What is not ASCII becomes a question mark. */
function latin(text: string): number[] {
  return Array.from(text, (letter) => (letter >= ' ' && letter <= '~' ? letter.charCodeAt(0) : 0x3f));
}
