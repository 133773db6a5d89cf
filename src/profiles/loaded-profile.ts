import { type CrossFitted, crossFitMaterial } from './cross-fitted.js';
import { type DepartureModel, fitDepartureModel } from './departure-model.js';
import { artistKey, foldsOf, groupsOf, numbered } from './folds.js';
import type { Material } from './material.js';
import type { Profile, ProfileContents, ProfileFeature } from './profile.js';
import { selectRows, tableOf } from './reference-table.js';
import type { Transformable } from './transform.js';

/** A profile ready to score with. Models for recordings with missing features are fitted when first met, then kept. */
export type LoadedProfile = {
  readonly profile: Profile;
  /** The features that are part of the distance, in the order of the material's table. */
  readonly scored: readonly (ProfileFeature & Transformable)[];
  readonly material: Material;
  /** Every reference's artist (a compilation's tracks each their own), as `artistKey` says it. */
  readonly artists: readonly string[];
  /**
   * The references that a recording by `artist` is compared with: all but the artist's own, where the profile groups by
   * artist and at least 8 others remain.
   */
  comparedWith(artist?: string): readonly number[];
  /** The model that a recording with these features (`present`, in the order of `scored`) is compared in, with those references. */
  modelFor(present: readonly boolean[], artist?: string): DepartureModel;
};

/** Fewer references have no covariance worth the name; below the second number only variances are used. */
const fewestReferences = 8;
const fewestForCovariance = 20;
const mostModels = 32;

export function loadProfile(profile: Profile): LoadedProfile {
  const scored = scoredFeatures(profile.features);
  const material = materialOf(profile);
  const artists = profile.references.map(artistKey);
  const complete = fitDepartureModel(
    material,
    material.aspects.map(() => true),
    storedDistances(profile),
  );
  const models = new Map<string, DepartureModel>();
  const everyone = [...artists.keys()];
  const comparedWith = (artist?: string) => {
    if (artist === undefined || profile.provenance.grouping !== 'artist') return everyone;
    const others = everyone.filter((reference) => artists[reference] !== artist);
    return others.length >= fewestReferences ? others : everyone;
  };
  return {
    profile,
    scored,
    material,
    artists,
    comparedWith,
    modelFor(present, artist) {
      const compared = comparedWith(artist);
      const excludes = compared.length < artists.length;
      if (!excludes && present.every(Boolean)) return complete;
      const key = `${present.map(Number).join('')}${excludes ? artist : ''}`;
      const known = models.get(key);
      if (known) return known;
      const kept = excludes ? selectReferences(material, compared) : material;
      const columns = kept.table.columns.map(({ feature }) => present[feature]!);
      const model = fitDepartureModel(kept, columns, crossFitMaterial(kept, columns, excludes ? [] : complete.aspects));
      if (models.size >= mostModels) models.delete(models.keys().next().value!);
      models.set(key, model);
      return model;
    },
  };
}

function storedDistances({ weights, crossFitted }: Profile): CrossFitted {
  const aspects = weights.map(({ aspect }) => crossFitted.aspects.find((stored) => stored.aspect === aspect)!);
  return {
    aspects: aspects.map(({ aspect, squared, terms }) => ({
      aspect,
      squared: numbers(squared),
      terms: numbers(terms),
    })),
    joint: () => numbers(crossFitted.joint),
    nearest: () => ({
      all: numbers(crossFitted.nearest),
      each: aspects.map(({ nearest }) => numbers(nearest)),
    }),
  };
}

/** What is fitted, from what the document says. */
export function materialOf(
  profile: Pick<ProfileContents, 'features' | 'references' | 'rows' | 'weights' | 'provenance'>,
): Material {
  const scored = scoredFeatures(profile.features);
  const table = tableOf(
    scored,
    profile.rows.map((row) => rowLookup(profile.features, row)),
  );
  const groups = groupsOf(profile.references, profile.provenance.grouping);
  return {
    table,
    aspects: table.columns.map(({ feature }) => scored[feature]!.aspect),
    measurement: Float64Array.from(table.columns, ({ feature }) => scored[feature]!.measurement),
    weights: profile.weights,
    groups,
    folds: foldsOf(groups),
    mode: table.count < fewestForCovariance ? 'diagonal' : 'full',
  };
}

function selectReferences(material: Material, kept: readonly number[]): Material {
  const groups = numbered(kept.map((reference) => String(material.groups[reference])));
  return {
    ...material,
    table: selectRows(material.table, kept),
    groups,
    folds: foldsOf(groups),
    mode: kept.length < fewestForCovariance ? 'diagonal' : 'full',
  };
}

function scoredFeatures(features: readonly ProfileFeature[]): (ProfileFeature & Transformable)[] {
  return features
    .filter(({ notScored }) => notScored === undefined)
    .map((feature) => ({ ...feature, range: [feature.range[0] ?? -Infinity, feature.range[1] ?? Infinity] }));
}

/** Looks up a value of one stored row by feature id. */
export function rowLookup(
  features: readonly { readonly id: string }[],
  row: readonly (number | null)[],
): (id: string) => number | undefined {
  const places = placesOf(features);
  return (id) => row[places.get(id) ?? -1] ?? undefined;
}

const knownPlaces = new WeakMap<readonly { readonly id: string }[], Map<string, number>>();
function placesOf(features: readonly { readonly id: string }[]): Map<string, number> {
  const known = knownPlaces.get(features);
  if (known) return known;
  const places = new Map(features.map(({ id }, place) => [id, place] as const));
  knownPlaces.set(features, places);
  return places;
}

function numbers(column: readonly (number | null)[]): Float64Array {
  return Float64Array.from(column, (value) => value ?? NaN);
}
