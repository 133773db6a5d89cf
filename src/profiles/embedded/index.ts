import type { Profile } from '../profile.js';

/** The profiles that come with Swerve. */
export const embeddedProfiles: readonly Profile[] = [];
