import type { Analyser } from '../../analysis/analyser.js';
import { chords } from './chords.js';
import { chroma } from './chroma.js';
import { consonance } from './consonance.js';
import { f0 } from './f0.js';
import { harmonicity } from './harmonicity.js';
import { histogram } from './histogram.js';
import { intonation } from './intonation.js';
import { key } from './key.js';
import { melody } from './melody.js';
import { pitchClasses } from './pitch-classes.js';
import { scaleSteps } from './scale-steps.js';
import { spectralPeaks } from './spectral-peaks.js';
import { temperament } from './temperament.js';
import { tuning } from './tuning.js';

/** Everything of the aspect pitch, in the order of the registry. */
export const pitchAnalysers: readonly Analyser[] = [
  spectralPeaks,
  harmonicity,
  tuning,
  chroma,
  pitchClasses,
  key,
  chords,
  histogram,
  temperament,
  scaleSteps,
  consonance,
  f0,
  melody,
  intonation,
];
