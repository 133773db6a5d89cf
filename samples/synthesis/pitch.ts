/** Concert pitch, hertz. */
const concertHz = 440;

/** Twelve-tone equal temperament: 69 is A4, 440 Hz. */
export function midiHz(note: number): number {
  return concertHz * 2 ** ((note - 69) / 12);
}

export function centsRatio(cents: number): number {
  return 2 ** (cents / 1200);
}
