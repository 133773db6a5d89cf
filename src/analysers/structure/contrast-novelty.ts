import { footeNovelty } from '../../dsp/self-distance.js';
import { comparableParts } from './self-similarity.js';
import type { TrackFrames } from './track-frames.js';

/**
 * For each frame by how much more the `reach` frames from it on differ from the `reach` before than those of either side
 * among themselves, 1 being the distance of any two frames of the recording; 0 within `reach` of its ends. It sees where
 * one thing gives way to another, whether or not either comes again. Source: Foote 2000.
 */
export function contrastNovelty(track: TrackFrames, reach: number): Float64Array {
  const novelty = new Float64Array(track.count);
  for (const { frames, unit } of comparableParts(track))
    for (const [i, value] of footeNovelty(frames, Math.sqrt, reach).entries()) novelty[i + reach]! += value / unit;
  return novelty;
}
