import { maximumCandidates } from './pitch-candidates.js';

/** Frame i has `counts[i]` candidates from place `i * maximumCandidates` on, and may be unvoiced at `unvoiced[i]`. */
export type PitchLattice = {
  readonly counts: Uint8Array;
  readonly hertz: Float64Array;
  readonly strengths: Float64Array;
  /** Strength of having no pitch. */
  readonly unvoiced: Float64Array;
};

/** For frames 10 ms apart: an octave in one step, and beginning or ending a note, cost this much strength. */
const octaveJumpCost = 0.35;
const voicingCost = 0.14;

const states = maximumCandidates + 1;

/** The path of the largest sum of strengths less costs (Viterbi; Boersma 1993): a candidate a frame, -1 where unvoiced. */
export function trackPitch({ counts, hertz, strengths, unvoiced }: PitchLattice): Int8Array {
  const frames = counts.length;
  const path = new Int8Array(frames);
  if (frames === 0) return path;
  const octaves = hertz.map((pitch) => Math.log2(pitch));
  const from = new Int8Array(frames * states);
  let before = new Float64Array(states).fill(-Infinity);
  let here = new Float64Array(states).fill(-Infinity);
  for (let i = 0; i < frames; i++) {
    for (let c = 0; c < states; c++) {
      const silent = c === maximumCandidates;
      if (!silent && c >= counts[i]!) {
        here[c] = -Infinity;
        continue;
      }
      const own = silent ? unvoiced[i]! : strengths[i * maximumCandidates + c]!;
      let best = 0;
      let least = i === 0 ? maximumCandidates : -1;
      if (i > 0) {
        best = -Infinity;
        for (let b = 0; b < states; b++) {
          if (before[b] === -Infinity) continue;
          const cost =
            silent !== (b === maximumCandidates)
              ? voicingCost
              : silent
                ? 0
                : octaveJumpCost *
                  Math.abs(octaves[i * maximumCandidates + c]! - octaves[(i - 1) * maximumCandidates + b]!);
          if (before[b]! - cost > best) {
            best = before[b]! - cost;
            least = b;
          }
        }
      }
      here[c] = best + own;
      from[i * states + c] = least;
    }
    [before, here] = [here, before];
  }
  let state = 0;
  for (let c = 1; c < states; c++) if (before[c]! > before[state]!) state = c;
  for (let i = frames - 1; i >= 0; i--) {
    path[i] = state === maximumCandidates ? -1 : state;
    state = from[i * states + state]!;
  }
  return path;
}
