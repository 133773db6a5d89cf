import { contentHash } from '../profiles/content-hash.js';
import { artistKey, type ReferenceLabel } from '../profiles/folds.js';
import type { Profile } from '../profiles/profile.js';
import type { CommonScales, Lookup } from './common-scales.js';
import type { RowSet } from './row-set.js';

/** A track of a set: what it is called, when it came out, and its features. */
export type Track = ReferenceLabel & {
  readonly year?: number;
  /** Of music that is made again from itself: which original it goes back to; its artist unless told. */
  readonly chain?: string;
  /** Feature id -> value; what is missing is absent. */
  readonly values: Readonly<Record<string, number>>;
};

/** Tracks under one name: a folder's, a profile's, or what a catalogue holds. */
export type TrackSet = {
  readonly name: string;
  readonly tracks: readonly Track[];
  /** Analyser id -> version. */
  readonly versions: Readonly<Record<string, number>>;
  /** Of how many tracks these were drawn at random; absent where these are all. */
  readonly drawnFrom?: number;
};

/** The references of a profile. */
export function trackSetOfProfile({ name, features, references, rows, provenance }: Profile): TrackSet {
  const tracks = references.map((label, i): Track => {
    const present = rows[i]!.flatMap((value, j) => (value === null ? [] : [[features[j]!.id, value] as const]));
    return { ...label, values: Object.fromEntries(present) };
  });
  return { name, tracks, versions: provenance.builtWith };
}

/** SHA-256 of labels, years, chains and values: of the data that a comparison saw. */
export function trackSetHash({ tracks }: TrackSet): string {
  return contentHash(
    JSON.stringify(
      tracks.map(({ artist, title, album, year, chain, values }) => [
        artist,
        title,
        album ?? null,
        year ?? null,
        ...(chain === undefined ? [] : [chain]),
        Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    ),
  );
}

export function lookups({ tracks }: Pick<TrackSet, 'tracks'>): Lookup[] {
  return tracks.map(
    ({ values }) =>
      (id) =>
        values[id],
  );
}

/** The tracks in robust z, by artist; a compilation's tracks each their own. */
export function rowSetOf(scales: CommonScales, set: Pick<TrackSet, 'tracks'>): RowSet {
  return scales.rowSet(lookups(set), set.tracks.map(artistKey));
}
