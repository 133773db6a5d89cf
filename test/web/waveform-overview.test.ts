import { expect, test } from 'vitest';
import { createWaveformOverview } from '../../src/web/page/waveform-overview.js';

/** A ramp from -1 to 1, pushed in blocks. */
function overviewOf(length: number, columns: number, block: number) {
  const overview = createWaveformOverview(columns);
  const ramp = Float32Array.from({ length }, (_, n) => (2 * n) / (length - 1) - 1);
  for (let from = 0; from < length; from += block) overview.push([ramp.subarray(from, from + block)]);
  return { ...overview.finish(), seconds: overview.seconds };
}

test('every stretch of a ramp spans its own part, whatever the length and the blocks', () => {
  for (const length of [100, 256, 2560, 10_000, 100_000]) {
    const { low, high, seconds } = overviewOf(length, 10, 1000);
    expect(seconds).toBeCloseTo(length / 44100, 9);
    expect(low.length).toBeLessThanOrEqual(10);
    expect(low[0]).toBe(-1);
    expect(high.at(-1)).toBe(1);
    for (let column = 1; column < low.length; column++) {
      expect(low[column]!).toBeGreaterThan(high[column - 1]!);
      expect(low[column]! - high[column - 1]!).toBeCloseTo(2 / (length - 1), 5);
    }
    expect(overviewOf(length, 10, 77)).toEqual({ low, high, seconds });
  }
});

test('the channel that goes further counts, and what is silent is a line', () => {
  const overview = createWaveformOverview(4);
  overview.push([new Float32Array(100).fill(0.25), new Float32Array(100).fill(-0.5)]);
  expect(overview.finish()).toEqual({ low: Float32Array.of(-0.5), high: Float32Array.of(0.25) });
});
