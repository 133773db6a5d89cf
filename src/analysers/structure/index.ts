import type { Analyser } from '../../analysis/analyser.js';
import { arrangement } from './arrangement.js';
import { chromaFrames } from './chroma-frames.js';
import { course } from './course.js';
import { loop } from './loop.js';
import { novelty } from './novelty.js';
import { recurrence } from './recurrence.js';
import { sections } from './sections.js';
import { textureFrames } from './texture-frames.js';

export const structureAnalysers: readonly Analyser[] = [
  chromaFrames,
  textureFrames,
  recurrence,
  novelty,
  course,
  sections,
  arrangement,
  loop,
];
