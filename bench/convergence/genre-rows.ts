import { resolve } from 'node:path';
import type { Aspect } from '../../src/analysis/analyser.js';
import { analyseReferences } from '../../src/catalogue/analyse-references.js';
import { profileOf } from '../../src/catalogue/profile-of.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import type { Profile } from '../../src/profiles/profile.js';
import { fitScales, standardise } from '../../src/profiles/standardise.js';
import { readMusicTracks } from '../annotations.js';

/** One real excerpt in its own genre's robust z. */
export type GenreRow = { readonly z: Float64Array; readonly genre: string; readonly artist: string };

export type GenreRows = {
  readonly rows: readonly GenreRow[];
  /** Per column of z: the features that every genre scores. */
  readonly aspects: readonly Aspect[];
};

/** The references of genres' profiles, each genre in its own z, so that genres can be pooled. */
export function genreRows(profiles: readonly Profile[]): GenreRows {
  const genres = profiles.map((profile) => {
    const { material, scored, artists } = loadProfile(profile);
    const { table, measurement, aspects } = material;
    const names = table.columns.map(({ feature, part }) => `${scored[feature]!.id} ${part}`);
    const scales = fitScales(table, new Float64Array(table.count).fill(1), measurement);
    return { genre: profile.name, artists, names, z: standardise(table.values, table.count, scales), aspects };
  });
  const shared = genres[0]!.names.filter((name) => genres.every(({ names }) => names.includes(name)));
  return {
    aspects: shared.map((name) => genres[0]!.aspects[genres[0]!.names.indexOf(name)]!),
    rows: genres.flatMap(({ genre, artists, names, z }) => {
      const places = shared.map((name) => names.indexOf(name));
      return artists.map((artist, row) => ({
        genre,
        artist,
        z: Float64Array.from(places, (place) => z[row * names.length + place]!),
      }));
    }),
  };
}

/** A profile of each genre in a folder laid out as `music` is, from its recordings. */
export async function profilesOfFolder(folder: string): Promise<Profile[]> {
  const tracks = readMusicTracks(folder);
  const byPath = new Map(tracks.map((track) => [resolve(track.audioPath), track]));
  const references = await analyseReferences([...byPath.keys()], { groups: byPath });
  return [...new Set(tracks.map(({ genre }) => genre))].map((genre) =>
    profileOf(
      references.filter(({ file }) => byPath.get(file)!.genre === genre),
      { name: genre, title: genre, source: 'a folder', licence: 'not stated' },
    ),
  );
}
