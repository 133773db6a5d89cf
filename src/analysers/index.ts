import type { Analyser } from '../analysis/analyser.js';
import { dynamicsAnalysers } from './dynamics/index.js';
import { pitchAnalysers } from './pitch/index.js';
import { structureAnalysers } from './structure/index.js';
import { timbreAnalysers } from './timbre/index.js';
import { timingAnalysers } from './timing/index.js';

/** Every analyser of ours, in the order of the registry. */
export const analysers: readonly Analyser[] = [
  ...timingAnalysers,
  ...pitchAnalysers,
  ...timbreAnalysers,
  ...dynamicsAnalysers,
  ...structureAnalysers,
];
