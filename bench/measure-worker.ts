import type { FeatureRow } from '../src/features/row.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { openFile } from '../src/sources/file.js';
import { audibleChanges, collect, inaudibleChanges } from './changes.js';
import { rowOf } from './row-of.js';

export type Measured = {
  readonly original: FeatureRow;
  /** The row after each change; empty where none were asked for. */
  readonly changed: Readonly<Record<string, FeatureRow>>;
  /** Of the first and of the second half of the excerpt. */
  readonly halves: readonly [FeatureRow, FeatureRow];
};

/** An excerpt, and the changes that are made to it: none, those that are not musical, or all. */
export type Measurement = { readonly file: string; readonly changes: 'none' | 'inaudible' | 'all' };

/** One excerpt as it is, changed, and in halves. */
export default async function measure({ file, changes }: Measurement): Promise<Measured> {
  const whole = await collect(await openFile(file));
  const sound = whole.map((channel) => channel.subarray(0, windowSeconds * 44100));
  const changed: Record<string, FeatureRow> = {};
  const all = { ...inaudibleChanges, ...audibleChanges };
  const names = Object.keys({ none: {}, inaudible: inaudibleChanges, all }[changes]);
  for (const name of names) changed[name] = rowOf(await all[name]!(sound));
  const middle = Math.floor(sound[0]!.length / 2);
  return {
    original: rowOf(sound),
    changed,
    halves: [
      rowOf(sound.map((channel) => channel.subarray(0, middle))),
      rowOf(sound.map((channel) => channel.subarray(middle))),
    ],
  };
}
