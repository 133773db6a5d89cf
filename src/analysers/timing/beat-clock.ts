import { median } from '../../dsp/statistics.js';

const reachSeconds = 0.04;

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

/** Each beat at the time of the onset within 40 ms of it, where there is one; the others moved as those were, in the median. */
export function soundedBeats(beats: Float64Array, onsets: Float64Array): Float64Array {
  let next = 0;
  const shifts = beats.map((beat) => {
    while (next + 1 < onsets.length && Math.abs(onsets[next + 1]! - beat) <= Math.abs(onsets[next]! - beat)) next++;
    const shift = (onsets[next] ?? NaN) - beat;
    return Math.abs(shift) <= reachSeconds ? shift : NaN;
  });
  const usual = median(shifts);
  return beats.map((beat, i) => beat + (Number.isNaN(shifts[i]!) ? usual || 0 : shifts[i]!));
}
