import { normalRandom } from '../dsp/normal-random.js';
import { seededRandom } from '../dsp/seeded-random.js';
import type { OnsetMove } from './move-onsets.js';

/** An onset on the grid: milliseconds after its step, and its sixteenth of the bar, 1 to 16 (NaN where there is none). */
export type Hit = { readonly seconds: number; readonly lateMs: number; readonly sixteenth: number };

const seed = 30317;

/** Every onset moved by chance, with this standard deviation. */
export function jittered(hits: readonly Hit[], standardDeviationMs: number): OnsetMove[] {
  const normal = normalRandom(seededRandom(seed));
  return hits.map(({ seconds }) => ({ seconds, toSeconds: seconds + (standardDeviationMs * normal()) / 1000 }));
}

/** Every onset moved towards its step by a share of its distance. */
export function tightened(hits: readonly Hit[], share: number): OnsetMove[] {
  return hits.map(({ seconds, lateMs }) => ({ seconds, toSeconds: seconds - (share * lateMs) / 1000 }));
}

/** The quavers between the beats moved later; negative: earlier. What lies elsewhere stays where it is. */
export function swung(hits: readonly Hit[], laterMs: number): OnsetMove[] {
  return hits.map(({ seconds, sixteenth }) => ({
    seconds,
    toSeconds: seconds + (sixteenth % 4 === 3 ? laterMs / 1000 : 0),
  }));
}
