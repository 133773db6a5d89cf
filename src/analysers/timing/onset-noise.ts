/**
 * How finely onsets are timed: standard deviation in milliseconds by the decibels an attack rises by, measured on the
 * strokes of human grooves rendered alone and under pads and noise with `npm run accuracy -- grooves` (docs/timing.md).
 * `from` is the least contrast of a row; the first holds where no attack could be told and the time is only a frame's.
 */
export const onsetNoise: readonly { readonly from: number; readonly milliseconds: number }[] = [
  { from: 0, milliseconds: 5.6 },
  { from: 6, milliseconds: 3.5 },
  { from: 10, milliseconds: 1.7 },
  { from: 15, milliseconds: 0.8 },
  { from: 20, milliseconds: 0.5 },
];

/** Milliseconds of standard deviation for an attack of this contrast. */
export function onsetNoiseOf(contrast: number): number {
  return onsetNoise.findLast(({ from }) => contrast >= from)?.milliseconds ?? onsetNoise[0]!.milliseconds;
}
