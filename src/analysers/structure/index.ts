import type { Analyser } from '../../analysis/analyser.js';
import { chromaFrames } from './chroma-frames.js';
import { course } from './course.js';
import { loop } from './loop.js';
import { novelty } from './novelty.js';
import { repetition } from './repetition.js';

export const structureAnalysers: readonly Analyser[] = [chromaFrames, novelty, repetition, loop, course];
