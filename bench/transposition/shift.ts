import type { Sound } from '../sound.js';

/** How far all pitches are moved, and whether the tempo moves by the same ratio (resampling) or stays. */
export type Shift = { readonly cents: number; readonly tempo: 'moved' | 'kept' };

/** Something that can be heard at other pitches. */
export type Shiftable = {
  readonly name: string;
  readonly set: 'music' | 'solos' | 'songs' | 'lines';
  /** Of `music` only. */
  readonly genre?: string;
  /** A file that it comes from, where there is one. */
  readonly audioPath?: string;
  readonly shifts: readonly Shift[];
  /** Mono at 44.1 kHz; unshifted with 0 cents. */
  readonly sound: (shift: Shift) => Promise<Sound>;
};

export const unshifted: Shift = { cents: 0, tempo: 'kept' };
export const detunes = [10, 20, 30, 40, 50];
export const steps = [-5, -2, -1, 1, 2, 5];

export function shiftName({ cents, tempo }: Shift): string {
  return `${cents} cents, tempo ${tempo}`;
}

export function shiftsBy(cents: readonly number[], tempo: Shift['tempo']): readonly Shift[] {
  return cents.map((each) => ({ cents: each, tempo }));
}
