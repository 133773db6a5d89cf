/** Holdrian comma, the unit in which the intervals of the makams are taught. */
const commaCents = 1200 / 53;

/**
 * Degrees above the karar, in cents, by the theory of Arel, Ezgi and Uzdilek; its steps are commas. Practice is known to
 * differ: the second degree of uşşak and the third of rast and segâh are played lower (Gedik & Bozkurt 2010).
 */
export const makams = {
  rast: degreesOf([9, 8, 5, 9, 9, 8]),
  ussak: degreesOf([8, 5, 9, 9, 4, 9]),
  segah: degreesOf([5, 9, 8, 9, 5, 12]),
  huzzam: degreesOf([5, 9, 5, 12, 5, 12]),
} as const;

/** The steps from the karar up, without the last, which closes the octave. */
function degreesOf(commas: readonly number[]): readonly number[] {
  let place = 0;
  return [0, ...commas.map((size) => (place += size * commaCents))];
}
