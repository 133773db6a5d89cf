import type { Profile } from '../profile.js';
import { classical } from './classical.js';
import { electronic } from './electronic.js';
import { pop } from './pop.js';
import { rock } from './rock.js';

/** The profiles that come with Swerve: one a genre, by `npm run profiles`. */
export const embeddedProfiles: readonly Profile[] = [classical, electronic, pop, rock];
