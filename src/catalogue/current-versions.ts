import { analysers } from '../analysers/index.js';
import type { Versions } from '../store/track-record.js';
import { version } from '../version.js';

/** Of this engine and all its analysers. */
export const currentVersions: Versions = {
  engine: version,
  analysers: Object.fromEntries(analysers.map(({ id, version }) => [id, version])),
};
