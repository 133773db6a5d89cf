import type { Aspect } from '../../src/analysis/analyser.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { fitScales, standardise } from '../../src/profiles/standardise.js';

/** One real excerpt in its own genre's robust z. */
export type GenreRow = { readonly z: Float64Array; readonly genre: string; readonly artist: string };

export type GenreRows = {
  readonly rows: readonly GenreRow[];
  /** Per column of z: the features that every genre scores. */
  readonly aspects: readonly Aspect[];
};

/** The references of the embedded profiles, each genre in its own z, so that genres can be pooled. */
export function genreRows(): GenreRows {
  const genres = embeddedProfiles.map((profile) => {
    const { material, scored, artists } = loadProfile(profile);
    const { table, measurement, aspects } = material;
    const names = table.columns.map(({ feature, part }) => `${scored[feature]!.id} ${part}`);
    const z = standardise(
      table.values,
      table.count,
      fitScales(table, new Float64Array(table.count).fill(1), measurement),
    );
    return { genre: profile.name, artists, names, z, aspects };
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
