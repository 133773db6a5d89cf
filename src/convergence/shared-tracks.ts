import { significant } from '../profiles/build-profile.js';
import type { TrackSet } from './track-set.js';

/** How many tracks of B are in A too: the same numbers in all that both sets have, whatever they are called. */
export function sharedTracks(a: TrackSet, b: TrackSet): number {
  const inB = new Set(b.tracks.flatMap(({ values }) => Object.keys(values)));
  const ids = [...new Set(a.tracks.flatMap(({ values }) => Object.keys(values)))].filter((id) => inB.has(id));
  if (ids.length === 0) return 0;
  // as profiles keep them
  const keyOf = ({ values }: TrackSet['tracks'][number]) =>
    ids.map((id) => (values[id] === undefined ? '' : significant(values[id]))).join(' ');
  const keys = new Set(a.tracks.map(keyOf));
  return b.tracks.filter((track) => keys.has(keyOf(track))).length;
}
