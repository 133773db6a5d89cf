import type { Analyser } from '../analysis/analyser.js';
import { dynamicsAnalysers } from './dynamics/index.js';

/** Every analyser of ours, in the order of the registry. */
export const analysers: readonly Analyser[] = [...dynamicsAnalysers];
