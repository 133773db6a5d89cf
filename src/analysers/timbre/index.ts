import type { Analyser } from '../../analysis/analyser.js';
import { attack } from './attack.js';
import { bandFrames } from './band-frames.js';
import { bandwidth } from './bandwidth.js';
import { contrast } from './contrast.js';
import { flux } from './flux.js';
import { highBandFrames } from './high-band-frames.js';
import { melFrames } from './mel-frames.js';
import { mfcc } from './mfcc.js';
import { noiseFloor } from './noise-floor.js';
import { rasp } from './rasp.js';
import { roughness } from './roughness.js';
import { spectralFrames } from './spectral-frames.js';
import { spectralShape } from './spectral-shape.js';
import { stereo } from './stereo.js';
import { stereoFrames } from './stereo-frames.js';
import { thirdOctave } from './third-octave.js';

export const timbreAnalysers: readonly Analyser[] = [
  spectralFrames,
  melFrames,
  bandFrames,
  highBandFrames,
  stereoFrames,
  mfcc,
  spectralShape,
  contrast,
  flux,
  thirdOctave,
  stereo,
  bandwidth,
  noiseFloor,
  attack,
  roughness,
  rasp,
];
