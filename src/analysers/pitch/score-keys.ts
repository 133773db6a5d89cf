import { type KeyProfile, keyProfiles } from './key-profiles.js';

/** Spellings that mir_eval reads. */
export const pitchClassNames = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/** 'C major' for 0, 'B major' for 11, 'C minor' for 12 ... */
export function keyName(key: number): string {
  return `${pitchClassNames[key % 12]} ${key < 12 ? 'major' : 'minor'}`;
}

const bank = keyProfiles.map(({ major, minor }: KeyProfile) => [standardised(major), standardised(minor)] as const);

/**
 * Correlation of a chroma (12 numbers from `chroma[from]`, C first) with each of the 24 keys, -1 to 1, averaged over the
 * bank of profiles; majors on C, C# ... first. All 0 for a flat chroma.
 */
export function scoreKeys(chroma: ArrayLike<number>, from: number, scores: Float64Array): void {
  const shape = standardised(Array.from({ length: 12 }, (_, pc) => chroma[from + pc]!));
  scores.fill(0, 0, 24);
  for (const modes of bank)
    for (let mode = 0; mode < 2; mode++)
      for (let tonic = 0; tonic < 12; tonic++) {
        let sum = 0;
        for (let degree = 0; degree < 12; degree++) sum += modes[mode]![degree]! * shape[(tonic + degree) % 12]!;
        scores[12 * mode + tonic]! += sum / bank.length;
      }
}

/** Mean 0 and sum of squares 1. */
function standardised(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const norm = Math.hypot(...values.map((value) => value - mean));
  return values.map((value) => (norm > 1e-12 ? (value - mean) / norm : 0));
}
