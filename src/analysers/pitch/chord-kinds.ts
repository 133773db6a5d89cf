/** A kind of chord: what is written after the root, its notes in semitones above the root, and how usual it is beside others. */
export type ChordKind = { readonly suffix: string; readonly notes: readonly number[]; readonly usual: number };

export const chordKinds: readonly ChordKind[] = [
  { suffix: '', notes: [0, 4, 7], usual: 4 },
  { suffix: 'm', notes: [0, 3, 7], usual: 4 },
  { suffix: '7', notes: [0, 4, 7, 10], usual: 2 },
  { suffix: 'maj7', notes: [0, 4, 7, 11], usual: 2 },
  { suffix: 'm7', notes: [0, 3, 7, 10], usual: 2 },
  { suffix: 'sus4', notes: [0, 5, 7], usual: 1 },
  { suffix: 'sus2', notes: [0, 2, 7], usual: 1 },
  { suffix: 'dim', notes: [0, 3, 6], usual: 0.5 },
  { suffix: 'm7b5', notes: [0, 3, 6, 10], usual: 0.5 },
  { suffix: 'aug', notes: [0, 4, 8], usual: 0.5 },
];

/** Chords are numbered 12 kind + root, C first; this one is none. */
export const noChord = 12 * chordKinds.length;
const roots = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/** Such as 'C', 'F#m7' or 'Bbsus4'; 'N' for none. */
export function chordName(chord: number): string {
  return chord === noChord ? 'N' : `${roots[chord % 12]}${chordKinds[Math.floor(chord / 12)]!.suffix}`;
}
