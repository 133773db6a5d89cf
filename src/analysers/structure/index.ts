import type { Analyser } from '../../analysis/analyser.js';

export const structureAnalysers: readonly Analyser[] = [];
