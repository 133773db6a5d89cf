import { analysers } from '../analysers/index.js';
import { registerFeatures } from '../features/registry.js';
import { windowSeconds } from '../frames/front-end.js';
import { buildProfile, type ProfileMeta, type Reference } from '../profiles/build-profile.js';
import { measurementNoise, unreliableFeatures } from '../profiles/measurement.js';
import type { Profile } from '../profiles/profile.js';
import { version } from '../version.js';

/** A profile of references: what Swerve knows of its own measuring noise is taken into account. */
export function profileOf(
  references: readonly Reference[],
  meta: Pick<ProfileMeta, 'name' | 'title' | 'source' | 'licence'>,
): Profile {
  return buildProfile(references, registerFeatures(analysers), {
    ...meta,
    excerptPolicy: `the ${windowSeconds} s window that holds the middle of each recording; its structure as a whole where it is longer`,
    engineVersion: version,
    measurement: measurementNoise,
    unscored: unreliableFeatures,
  });
}
