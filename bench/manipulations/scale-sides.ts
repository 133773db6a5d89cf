import type { Sound } from '../sound.js';

/** Stereo width: the difference of left and right times `width`, their sum as it is; 0 is mono, 1 changes nothing. */
export function scaleSides([left, right]: Sound, width: number): Sound {
  if (right === undefined) throw new RangeError('a mono sound has no sides');
  const [same, other] = [(1 + width) / 2, (1 - width) / 2];
  return [left!.map((l, n) => same * l + other * right[n]!), right.map((r, n) => same * r + other * left![n]!)];
}
