/** Where in the beat a time lies. */
export type BeatPlace = { readonly beat: number; readonly phase: number };

/** The beat before `seconds` and the share of its interval passed, 0 to 1; undefined before the first beat and from the last on. */
export function placeInBeat(beats: Float64Array, seconds: number): BeatPlace | undefined {
  if (beats.length < 2 || seconds < beats[0]! || !(seconds < beats.at(-1)!)) return undefined;
  let low = 0;
  let high = beats.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (beats[middle]! <= seconds) low = middle;
    else high = middle;
  }
  return { beat: low, phase: (seconds - beats[low]!) / (beats[high]! - beats[low]!) };
}
