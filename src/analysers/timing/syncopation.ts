/** Metrical weight of each sixteenth of a bar of four beats: 0 on the first, -4 on the weakest (Longuet-Higgins & Lee 1984). */
const metricalWeights = [0, -4, -3, -4, -2, -4, -3, -4, -1, -4, -3, -4, -2, -4, -3, -4] as const;

/**
 * Sum, over the strokes whose sound is held or silent across a stronger sixteenth before the next stroke, of the greatest
 * weight passed over less the stroke's own: Longuet-Higgins & Lee 1984, per bar. `strokes` are sixteenths, ascending, of
 * which multiples of 16 begin bars; what follows the last stroke is not known and counts nothing. NaN for less than a bar.
 */
export function syncopation(strokes: readonly number[]): number {
  const taken = [...new Set(strokes)];
  const bars = (taken.at(-1)! - taken[0]!) / metricalWeights.length;
  if (!(bars >= 1)) return NaN;
  let sum = 0;
  for (let i = 0; i + 1 < taken.length; i++) {
    let passed = -Infinity;
    for (let step = taken[i]! + 1; step < taken[i + 1]!; step++) passed = Math.max(passed, weightAt(step));
    sum += Math.max(0, passed - weightAt(taken[i]!));
  }
  return sum / bars;
}

function weightAt(step: number): number {
  const count = metricalWeights.length;
  return metricalWeights[((step % count) + count) % count]!;
}
