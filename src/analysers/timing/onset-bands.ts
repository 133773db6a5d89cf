import type { GivenSeries } from '../../analysis/analyser.js';
import { quantile, sortedDefined } from '../../dsp/statistics.js';

/** The bands of the onset strength from, and to, each of low, middle and high. */
const ranges = [
  [0, 1],
  [1, 4],
  [4, 5],
] as const;
const reachFrames = 2;
/** An onset sounds in a band where its strength there is at least this share of the ninth decile of all onsets. */
export const leastBandStrength = 0.35;

/** For each of the frames, the greatest rise within 20 ms below 120 Hz, up to 5 kHz and above, over its ninth decile. */
export function strengthsInBands({ rows, size, count }: GivenSeries, frames: readonly number[]): number[][] {
  const columns = ranges.map(([from, to]) => {
    const strengths = frames.map((frame) => {
      let most = 0;
      for (let t = Math.max(0, frame - reachFrames); t <= Math.min(count - 1, frame + reachFrames); t++) {
        let sum = 0;
        for (let band = from; band < Math.min(to, size); band++) sum += rows[t * size + band]!;
        if (sum > most) most = sum;
      }
      return most;
    });
    const usual = quantile(sortedDefined(strengths), 0.9);
    return strengths.map((strength) => (usual > 0 ? strength / usual : 0));
  });
  return frames.map((_, i) => columns.map((column) => column[i]!));
}
