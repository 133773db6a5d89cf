import type { Analyser } from '../../analysis/analyser.js';
import { beats } from './beats.js';
import { harmony } from './harmony.js';
import { intervals } from './intervals.js';
import { localPulse } from './local-pulse.js';
import { longRange } from './long-range.js';
import { microtiming } from './microtiming.js';
import { onsetStrength } from './onset-strength.js';
import { onsets } from './onsets.js';
import { pulseClarity } from './pulse-clarity.js';
import { rhythmPattern } from './rhythm-pattern.js';
import { tempo } from './tempo.js';

/** When things happen: onsets, pulse, tempo, beats, and the human in them. */
export const timingAnalysers: readonly Analyser[] = [
  onsetStrength,
  harmony,
  onsets,
  intervals,
  pulseClarity,
  localPulse,
  beats,
  tempo,
  rhythmPattern,
  microtiming,
  longRange,
];
