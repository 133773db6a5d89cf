import type { GivenEvents, GivenSeries } from '../../analysis/analyser.js';
import { relativeDecibels } from '../../dsp/relative-decibels.js';
import { type Frames, unitFrames } from '../../dsp/self-distance.js';
import { textureSeconds } from './texture-frames.js';

/** Decibels below the loudest band beyond which nothing counts. */
const bandRange = 60;

/** A recording in frames of equal length: what it sounds like and which pitch classes sound. */
export type TrackFrames = {
  readonly count: number;
  readonly startSeconds: number;
  readonly hopSeconds: number;
  /** Decibels of each band. */
  readonly tone: Frames;
  /** Pitch classes of treble and bass, of length 1. */
  readonly harmony: Frames;
};

/** At most `most` frames of half a second or whole multiples of it; undefined where nothing sounds. */
export function trackFrames(texture: GivenEvents, chroma: GivenSeries, most: number): TrackFrames | undefined {
  const group = Math.max(1, Math.ceil(texture.seconds.length / most));
  const count = Math.floor(texture.seconds.length / group);
  const { size } = texture;
  const power = new Float64Array(count * size);
  for (let i = 0; i < count * group; i++)
    for (let b = 0; b < size; b++) power[Math.floor(i / group) * size + b]! += texture.rows[i * size + b]! / group;
  const { rows, loudest } = relativeDecibels(smoothed(power, size), bandRange);
  if (!Number.isFinite(loudest)) return undefined;
  const hopSeconds = group * textureSeconds;
  const startSeconds = texture.seconds[0]! - textureSeconds / 2;
  const pitchClasses = new Float64Array(count * chroma.size);
  for (let t = 0; t < chroma.count; t++) {
    const frame = Math.floor((chroma.firstSeconds + t * chroma.hopSeconds - startSeconds) / hopSeconds);
    if (frame < 0 || frame >= count) continue;
    for (let k = 0; k < chroma.size; k++)
      pitchClasses[frame * chroma.size + k]! += chroma.rows[t * chroma.size + k]! || 0;
  }
  return {
    count,
    startSeconds,
    hopSeconds,
    tone: { count, size, rows },
    harmony: unitFrames({ count, size: chroma.size, rows: smoothed(pitchClasses, chroma.size) }),
  };
}

/** Each row with its neighbours, 1 2 1: or what comes back half a frame later would not look alike. */
function smoothed(rows: Float64Array, size: number): Float64Array {
  return rows.map((value, i) => 0.25 * ((rows[i - size] ?? value) + 2 * value + (rows[i + size] ?? value)));
}
