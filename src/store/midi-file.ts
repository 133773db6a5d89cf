/** What happens at a tick: the bytes of a MIDI message or of a meta event. */
export type MidiMessage = { readonly tick: number; readonly bytes: readonly number[] };

const textTypes = { 'track name': 0x03, marker: 0x06 } as const;

/** What is not ASCII becomes a question mark. */
export function midiText(tick: number, type: keyof typeof textTypes, text: string): MidiMessage {
  return meta(tick, textTypes[type], latin(text));
}

/** A beat is a quarter. The format holds whole microseconds up to 16.7 s. */
export function midiTempo(tick: number, secondsPerBeat: number): MidiMessage {
  return meta(tick, 0x51, number(Math.max(1, Math.min(0xffffff, Math.round(1e6 * secondsPerBeat))), 3));
}

/** So many quarters in a bar. */
export function midiMetre(tick: number, quarters: number): MidiMessage {
  return meta(tick, 0x58, [quarters, 2, 24, 8]);
}

/** A Standard MIDI File of format 0, of messages in the order of their ticks. Source: Standard MIDI Files 1.0. */
export function midiFile(ticksPerBeat: number, messages: readonly MidiMessage[], endTick: number): Uint8Array {
  const track: number[] = [];
  let last = 0;
  for (const { tick, bytes } of messages) {
    track.push(...variableLength(tick - last), ...bytes);
    last = tick;
  }
  track.push(...variableLength(Math.max(0, endTick - last)), 0xff, 0x2f, 0);
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

function meta(tick: number, type: number, bytes: readonly number[]): MidiMessage {
  return { tick, bytes: [0xff, type, ...variableLength(bytes.length), ...bytes] };
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

function latin(text: string): number[] {
  return Array.from(text, (letter) => (letter >= ' ' && letter <= '~' ? letter.charCodeAt(0) : 0x3f));
}
