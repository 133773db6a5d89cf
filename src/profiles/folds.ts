/** What a reference is called; never a path. */
export type ReferenceLabel = { readonly artist: string; readonly title: string; readonly album?: string };

/** What must never lie on both sides of a comparison: an artist's tracks; within one artist's own profile, an album's. */
export type Grouping = 'artist' | 'album' | 'track';

/** Leave one artist out up to here; beyond, this many folds of artists. */
const mostSingleFolds = 50;
const foldsBeyond = 10;
/** Fewer artists, or one with more than half of the tracks, leave nothing to compare with. */
const fewestGroups = 5;

const compilation =
  /^(various( artists?)?|v\.?\s?\/?a\.?|unknown( artist)?|\[?unknown\]?|(.* )?compilation|soundtrack)$/i;

/** The artist under whom a track is grouped; a compilation's (or a nameless) track is its own artist. */
export function artistKey(label: ReferenceLabel): string {
  const artist = label.artist.trim().toLowerCase();
  return artist === '' || compilation.test(artist) ? `${artist}\u0000${label.album ?? ''}\u0000${label.title}` : artist;
}

/** Artists where there are enough of them, else albums, else single tracks. */
export function chooseGrouping(labels: readonly ReferenceLabel[]): Grouping {
  if (spread(labels.map(artistKey))) return 'artist';
  return labels.every(({ album }) => album) && spread(labels.map(({ album }) => album!)) ? 'album' : 'track';
}

function spread(keys: readonly string[]): boolean {
  const sizes = countByKey(keys);
  return sizes.size >= fewestGroups && 2 * Math.max(...sizes.values()) <= keys.length;
}

function countByKey(keys: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  return sizes;
}

/** The number of each reference's group, in order of first appearance. */
export function groupsOf(labels: readonly ReferenceLabel[], grouping: Grouping): number[] {
  return numbered(
    labels.map((label, index) =>
      grouping === 'artist' ? artistKey(label) : grouping === 'album' ? label.album! : String(index),
    ),
  );
}

/** Keys as numbers from 0, in order of first appearance. */
export function numbered(keys: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return keys.map((key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/**
 * The fold of each reference: its group up to 50 groups, else the lightest of 10 folds, largest groups dealt first.
 * The same for the same input.
 */
export function foldsOf(groups: readonly number[], mostFolds: number = mostSingleFolds): number[] {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size <= mostFolds) return [...groups];
  const loads = new Float64Array(foldsBeyond);
  const foldOf = new Map<number, number>();
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest]! += size;
    foldOf.set(group, lightest);
  }
  return groups.map((group) => foldOf.get(group)!);
}
