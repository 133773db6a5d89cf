import type { SelfSimilarity } from './self-similarity.js';

/** Likeness of two stretches from which they are the same music: played anew they reach 0.5, other parts 0.2. */
export const copyLikeness = 0.35;
/** Frames by which two stretches may lie apart when they are compared: boundaries are no better. */
const mostShift = 3;

/** The mean likeness of the `length` frames from `a` to those from `b`, in order; the best of some frames earlier or later. */
export function likenessAlong(similarity: SelfSimilarity, a: number, b: number, length: number): number {
  let best = 0;
  for (let shift = -mostShift; shift <= mostShift; shift++)
    best = Math.max(best, likenessAt(similarity, a, b + shift, length));
  return best;
}

/** The mean likeness of the `length` frames from `a` to those from `b`, in order; 0 where half of these or more are outside. */
export function likenessAt({ count, values }: SelfSimilarity, a: number, b: number, length: number): number {
  const from = Math.max(0, -b);
  const to = Math.min(length, count - b);
  let sum = 0;
  for (let k = from; k < to; k++) sum += values[(a + k) * count + b + k]!;
  return 2 * (to - from) > length ? sum / (to - from) : 0;
}
