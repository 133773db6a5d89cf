import { analysers } from '../src/analysers/index.js';
import { type RegisteredFeature, registerFeatures } from '../src/features/registry.js';
import type { FeatureRow } from '../src/features/row.js';
import { embeddedProfiles } from '../src/profiles/embedded/index.js';
import { unreliableFeatures } from '../src/profiles/measurement.js';
import type { Profile } from '../src/profiles/profile.js';
import type { Recording } from './calibration.js';

/** The references of the embedded profiles, as they were analysed for them: 240 excerpts of named artists. */
export function embeddedRecordings(): Recording[] {
  return embeddedProfiles.flatMap((profile) =>
    profile.references.map((reference, i) => ({ ...reference, genre: profile.name, row: rowOf(profile, i) })),
  );
}

function rowOf({ features, rows }: Profile, reference: number): FeatureRow {
  const values: Record<string, number> = {};
  const missing: Record<string, string> = {};
  features.forEach(({ id }, i) => {
    const value = rows[reference]![i]!;
    if (value === null) missing[id] = 'missing in the reference';
    else values[id] = value;
  });
  return { values, missing };
}

/** Every feature; those that `npm run measurement` found wanting are not scored. */
export function reliableFeatures(): RegisteredFeature[] {
  return registerFeatures(analysers).map((feature) =>
    feature.id in unreliableFeatures ? { ...feature, scored: false } : feature,
  );
}
