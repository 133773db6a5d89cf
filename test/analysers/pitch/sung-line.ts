import { f0 } from '../../../src/analysers/pitch/f0.js';
import { intonation } from '../../../src/analysers/pitch/intonation.js';
import { melody } from '../../../src/analysers/pitch/melody.js';
import { runAnalysers } from '../run.js';

const rate = 44100;

/** A note of a sung line: its pitch in cents above the line's lowest pitch. */
export type SungNote = { readonly cents: number; readonly seconds: number };

export type SungLine = {
  readonly notes: readonly SungNote[];
  readonly hertz?: number;
  readonly vibrato?: { readonly rateHz: number; readonly extentCents: number };
  readonly driftCentsPerMinute?: number;
  /** Silence at the end of each note, as a share of it. */
  readonly rest?: number;
};

/** A voice of five partials, notes one after another, with 20 ms ramps about the rests. */
export function sungLine({ notes, hertz = 220, vibrato, driftCentsPerMinute = 0, rest = 0.1 }: SungLine): Float32Array {
  const seconds = notes.reduce((sum, note) => sum + note.seconds, 0);
  const samples = new Float32Array(Math.round(seconds * rate));
  let phase = 0;
  let note = 0;
  let begins = 0;
  for (let n = 0; n < samples.length; n++) {
    const t = n / rate;
    while (note + 1 < notes.length && t >= begins + notes[note]!.seconds) begins += notes[note++]!.seconds;
    const since = t - begins;
    const left = (1 - rest) * notes[note]!.seconds - since;
    const swing = vibrato === undefined ? 0 : vibrato.extentCents * Math.sin(2 * Math.PI * vibrato.rateHz * t);
    const cents = notes[note]!.cents + swing + (driftCentsPerMinute * t) / 60;
    phase += (2 * Math.PI * hertz * 2 ** (cents / 1200)) / rate;
    const level = rest === 0 ? 1 : Math.max(0, Math.min(1, since / 0.02, left / 0.02));
    for (let partial = 1; partial <= 5; partial++) samples[n]! += (0.1 * level * Math.sin(partial * phase)) / partial;
  }
  return samples;
}

/** The first window and its features, of the analysers of a line alone. */
export function analyseLine(samples: Float32Array) {
  const { windows, rows } = runAnalysers([f0, melody, intonation], [samples]);
  return { window: windows[0]!, row: rows[0]! };
}
