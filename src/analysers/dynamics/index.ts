import type { Analyser } from '../../analysis/analyser.js';
import { bandLevels } from './band-levels.js';
import { clipping } from './clipping.js';
import { crest } from './crest.js';
import { levels } from './levels.js';
import { loudness } from './loudness.js';
import { movement } from './movement.js';
import { peaks } from './peaks.js';
import { truePeak } from './true-peak.js';

export const dynamicsAnalysers: readonly Analyser[] = [
  levels,
  peaks,
  bandLevels,
  loudness,
  truePeak,
  crest,
  movement,
  clipping,
];
