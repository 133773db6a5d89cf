import type { RegisteredFeature } from '../features/registry.js';
import { measurementNoise, unreliableFeatures } from '../profiles/measurement.js';
import type { ScaledFeature } from './common-scales.js';
import type { TrackSet } from './track-set.js';

/** The features that are scored and reliable, and that one version of an analyser gave of every set. */
export function comparableFeatures(
  features: readonly RegisteredFeature[],
  sets: readonly TrackSet[],
): (RegisteredFeature & ScaledFeature)[] {
  return features
    .filter(
      ({ id, scored, scope, analyser }) =>
        scored &&
        !(id in unreliableFeatures) &&
        scope.split(', ').includes('excerpt') &&
        new Set(sets.map(({ versions }) => versions[analyser])).size === 1,
    )
    .map((feature) => ({ ...feature, measurement: measurementNoise[feature.id] ?? 0 }));
}
