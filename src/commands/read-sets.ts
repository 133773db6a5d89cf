import type { StoreOptions } from '../catalogue/read-store-sets.js';
import { readTrackSet } from '../catalogue/read-track-set.js';
import type { TrackSet } from '../convergence/track-set.js';
import { printable } from '../report/printable.js';
import type { Context } from './context.js';
import { tellNameless, tellRecordings } from './tell-recordings.js';

/** The sets that a command names, in turn; what cannot be used of them is told, and counted in `failed`. */
export async function readSets(
  names: readonly string[],
  options: StoreOptions,
  context: Context,
): Promise<{ readonly sets: readonly TrackSet[]; readonly failed: number }> {
  const { tell, style, signal } = context;
  const sets: TrackSet[] = [];
  let failed = 0;
  for (const name of names) {
    const { onRecording, end } = tellRecordings((done) => `${printable(name)}: ${done}`, context);
    const set = await readTrackSet(name, {
      ...(options.groups === undefined ? {} : { groups: options.groups }),
      signal,
      onRecording,
    });
    failed += end();
    if (set.tracks.length === 0) tell(`${style.warning('nothing to read')}: no recordings in ${printable(name)}\n`);
    tellNameless(set.tracks, `tracks of ${printable(name)}`, context);
    if (set.drawnFrom !== undefined)
      tell(
        `${style.warning('note')}: ${set.tracks.length} of the ${set.drawnFrom} tracks of ${printable(name)} are drawn at random\n`,
      );
    sets.push(set);
  }
  return { sets, failed };
}
