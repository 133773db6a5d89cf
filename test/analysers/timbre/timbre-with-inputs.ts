import { f0 } from '../../../src/analysers/pitch/f0.js';
import { spectralPeaks } from '../../../src/analysers/pitch/spectral-peaks.js';
import { timbreAnalysers } from '../../../src/analysers/timbre/index.js';
import { onsetStrength } from '../../../src/analysers/timing/onset-strength.js';
import { onsets } from '../../../src/analysers/timing/onsets.js';
import type { Analyser } from '../../../src/analysis/analyser.js';

/** The timbre analysers and what they take from pitch and timing. */
export const timbreWithInputs: readonly Analyser[] = [onsetStrength, onsets, spectralPeaks, f0, ...timbreAnalysers];
