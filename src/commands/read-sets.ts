import type { StoreOptions } from '../catalogue/read-store-sets.js';
import { readTrackSet } from '../catalogue/read-track-set.js';
import type { TrackSet } from '../convergence/track-set.js';
import { failureText } from '../report/failure-text.js';
import { printable } from '../report/printable.js';
import type { Context } from './context.js';

/** The sets that a command names, in turn; what cannot be used of them is told, and counted in `failed`. */
export async function readSets(
  names: readonly string[],
  options: StoreOptions,
  { tell, style, interactive, signal }: Context,
): Promise<{ readonly sets: readonly TrackSet[]; readonly failed: number }> {
  const sets: TrackSet[] = [];
  let failed = 0;
  for (const name of names) {
    let done = 0;
    const set = await readTrackSet(name, {
      ...(options.groups === undefined ? {} : { groups: options.groups }),
      signal,
      onRecording(_file, failure) {
        done++;
        if (interactive) tell('\r\u001b[K');
        if (failure !== undefined) {
          failed++;
          tell(failureText(failure, style));
        }
        if (interactive) tell(`${printable(name)}: ${done}`);
      },
    });
    if (interactive && done > 0) tell('\r\u001b[K');
    if (set.tracks.length === 0) tell(`${style.warning('nothing to read')}: no recordings in ${printable(name)}\n`);
    const nameless = set.tracks.filter(({ artist }) => artist === '').length;
    if (nameless > 0)
      tell(
        `${style.warning('note')}: ${nameless} tracks of ${printable(name)} name no artist; each counts as an artist of its own\n`,
      );
    if (set.drawnFrom !== undefined)
      tell(
        `${style.warning('note')}: ${set.tracks.length} of the ${set.drawnFrom} tracks of ${printable(name)} are drawn at random\n`,
      );
    sets.push(set);
  }
  return { sets, failed };
}
