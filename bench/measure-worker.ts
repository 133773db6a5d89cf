import { analysers } from '../src/analysers/index.js';
import { createHost } from '../src/analysis/host.js';
import { speakersOf } from '../src/audio/channels.js';
import { extractFeatures } from '../src/features/extract-features.js';
import type { FeatureRow } from '../src/features/row.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { openFile } from '../src/sources/file.js';
import { collect, inaudibleChanges, type Sound } from './changes.js';

export type Measured = {
  readonly original: FeatureRow;
  /** The row after each change; empty where none were asked for. */
  readonly changed: Readonly<Record<string, FeatureRow>>;
  /** Of the first and of the second half of the excerpt. */
  readonly halves: readonly [FeatureRow, FeatureRow];
};

/** One excerpt as it is, changed, and in halves. */
export default async function measure({ file, change }: { file: string; change: boolean }): Promise<Measured> {
  const whole = await collect(await openFile(file));
  const sound = whole.map((channel) => channel.subarray(0, windowSeconds * 44100));
  const changed: Record<string, FeatureRow> = {};
  if (change) for (const [name, apply] of Object.entries(inaudibleChanges)) changed[name] = rowOf(await apply(sound));
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

/** The features of the first window. */
export function rowOf(sound: Sound): FeatureRow {
  let row: FeatureRow = { values: {}, missing: {} };
  let windows = 0;
  const host = createHost({
    analysers,
    speakers: speakersOf(sound.length),
    onWindow(window) {
      if (windows++ === 0) row = extractFeatures(analysers, window);
    },
  });
  host.push(sound);
  host.finish();
  return row;
}
