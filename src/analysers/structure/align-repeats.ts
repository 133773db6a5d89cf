import { copyLikeness, likenessAt } from './likeness-along.js';
import type { SelfSimilarity } from './self-similarity.js';

/** The section that another repeats, and where the latter then begins. */
type Repeat = { readonly earlier: number; readonly start: number };

/**
 * The bounds with each section that repeats an earlier one moved, by up to `reach` frames, to where the two run alongside
 * each other best: how long after the first it comes is known by all of its length, where it begins by a few seconds only.
 * What follows such a section, and repeats none itself, begins as long after it as what followed the first, if that is
 * within `reach` too. No section becomes shorter than `reach`.
 */
export function alignRepeats(similarity: SelfSimilarity, bounds: readonly number[], reach: number): number[] {
  const aligned = [...bounds];
  const lengthOf = (i: number) => bounds[i + 1]! - bounds[i]!;
  const leastOf = (i: number) => Math.max(bounds[i]! - reach, aligned[i - 1]! + reach);
  const mostOf = (i: number) => Math.min(bounds[i]! + reach, bounds[i + 1]! - reach);

  function repeatOf(section: number): Repeat | undefined {
    let best: Repeat | undefined;
    let most = copyLikeness;
    for (let earlier = 0; earlier < section; earlier++) {
      const length = Math.min(lengthOf(section), lengthOf(earlier));
      if (2 * length <= Math.max(lengthOf(section), lengthOf(earlier))) continue;
      for (let start = leastOf(section); start <= mostOf(section); start++) {
        const likeness = likenessAt(similarity, aligned[earlier]!, start, length);
        if (likeness > most) [best, most] = [{ earlier, start }, likeness];
      }
    }
    return best;
  }

  let before: Repeat | undefined;
  for (let i = 1; i < bounds.length - 1; i++) {
    const repeat = repeatOf(i);
    if (repeat !== undefined) aligned[i] = repeat.start;
    else if (before !== undefined) {
      const end = aligned[i - 1]! + aligned[before.earlier + 1]! - aligned[before.earlier]!;
      if (end >= leastOf(i) && end <= mostOf(i)) aligned[i] = end;
    }
    before = repeat;
  }
  return aligned;
}
