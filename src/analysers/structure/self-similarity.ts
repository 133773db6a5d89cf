import { type Frames, medianDistance, squaredDistance } from '../../dsp/self-distance.js';
import type { TrackFrames } from './track-frames.js';

/** Element i * count + j says how alike frames i and j are: 1 the same, 0 not at all, 0.14 as any two. */
export type SelfSimilarity = { readonly count: number; readonly values: Float32Array };

/** Frames between which the typical distance is taken. */
const mostFrames = 300;

/** Tone and harmony, or the one of them that varies, each with what its distances are divided by before they are summed: their mean is then 1 for any two frames. */
export function comparableParts({ tone, harmony }: TrackFrames): { readonly frames: Frames; readonly unit: number }[] {
  const parts = [tone, harmony].flatMap((frames) => {
    const typical = medianDistance(frames, Math.sqrt, mostFrames);
    return typical > 0 ? [{ frames, typical }] : [];
  });
  return parts.map(({ frames, typical }) => ({ frames, unit: typical * parts.length }));
}

/** For each pair of frames the mean of their distances in tone and in harmony, in units of the median distance. */
export function selfDistances(track: TrackFrames): Float32Array {
  const distances = new Float32Array(track.count * track.count);
  for (const { frames, unit } of comparableParts(track)) addDistances(distances, frames, unit);
  return distances;
}

/**
 * exp(-2 d), d the mean of the distances of `width` neighbours along the diagonal: what comes back in the same order counts,
 * and not a chance likeness. Source: Foote 1999; Serrà, Müller, Grosche & Arcos 2014 (delay coordinates).
 */
export function selfSimilarity(distances: Float32Array, count: number, width: number): SelfSimilarity {
  const averaged = averagedAlongDiagonals(distances, count, width);
  return { count, values: averaged.map((distance) => Math.exp(-2 * distance)) };
}

function addDistances(distances: Float32Array, frames: Frames, unit: number): void {
  const { count } = frames;
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(squaredDistance(frames, i, j)) / unit;
      distances[i * count + j]! += distance;
      distances[j * count + i]! += distance;
    }
}

/** The mean of `width` neighbours along each diagonal, of fewer at its ends. */
function averagedAlongDiagonals(values: Float32Array, count: number, width: number): Float32Array {
  const reach = Math.floor(width / 2);
  const averaged = new Float32Array(values.length);
  const sums = new Float64Array(count + 1);
  for (let lag = 0; lag < count; lag++) {
    const length = count - lag;
    for (let i = 0; i < length; i++) sums[i + 1] = sums[i]! + values[i * count + i + lag]!;
    for (let i = 0; i < length; i++) {
      const from = Math.max(0, i - reach);
      const to = Math.min(length, i + reach + 1);
      const mean = (sums[to]! - sums[from]!) / (to - from);
      averaged[i * count + i + lag] = mean;
      averaged[(i + lag) * count + i] = mean;
    }
  }
  return averaged;
}
