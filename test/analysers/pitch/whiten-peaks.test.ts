import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeakFrames } from '../../../src/analysers/pitch/peak-frames.js';
import { whitenPeaks } from '../../../src/analysers/pitch/whiten-peaks.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { standardDeviation } from '../../../src/dsp/statistics.js';

const capacity = 20;
const count = 50;

/** Peaks from 60 Hz to 4.8 kHz, evenly in octaves, each up to 20 dB louder or softer than the next. */
function drawn(seed: number): PeakFrames {
  const random = seededRandom(seed);
  const frequencies = Float64Array.from(
    { length: count * capacity },
    (_, p) => 60 * 2 ** (((p % capacity) + random()) * 0.31),
  );
  return {
    count,
    capacity,
    sizes: new Uint32Array(count).fill(capacity),
    frequencies,
    magnitudes: frequencies.map(() => 10 ** -random()),
    isPartial: new Uint8Array(count * capacity),
  };
}
const raised = (frames: PeakFrames, gain: (hertz: number) => number): PeakFrames => ({
  ...frames,
  magnitudes: frames.magnitudes.map((magnitude, p) => magnitude * gain(frames.frequencies[p]!)),
});
const decibels = (a: PeakFrames, b: PeakFrames) =>
  a.magnitudes.map((magnitude, p) => 20 * Math.log10(magnitude / b.magnitudes[p]!));

test('of two peaks octaves apart, the one 20 dB softer is raised by half of that', () => {
  const { magnitudes } = whitenPeaks(pair(1, 0.1));
  expect(20 * Math.log10(magnitudes[0]! / magnitudes[1]!)).toBeCloseTo(10, 9);
});

test('gain changes no ratio, and an equaliser of up to 3 dB an octave half as much as it would', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: -3, max: 3, noNaN: true }), (seed, slope) => {
      const frames = drawn(seed);
      const white = whitenPeaks(frames);
      const [first, ...others] = decibels(whitenPeaks(raised(frames, () => 0.2)), white);
      for (const change of others) expect(change).toBeCloseTo(first!, 9);
      const gain = (hertz: number) => (hertz / 1000) ** (slope / 6.02);
      const tilted = decibels(whitenPeaks(raised(frames, gain)), white);
      const halves = tilted.map((change, p) => change - 10 * Math.log10(gain(frames.frequencies[p]!)));
      // of the 18 dB that it raises one end over the other, what an octave of uneven peaks leaves
      expect(standardDeviation(halves)).toBeLessThan(0.7);
    }),
    { numRuns: 10 },
  );
});

test('what leaks 80 dB below a tone is not raised by more than what lies 40 dB below', () => {
  const { magnitudes } = whitenPeaks(pair(1, 1e-4));
  expect(20 * Math.log10(magnitudes[0]! / magnitudes[1]!)).toBeCloseTo(80 - 20, 9);
});

/** At 300 and 3000 Hz. */
function pair(low: number, high: number): PeakFrames {
  return {
    count: 1,
    capacity: 2,
    sizes: Uint32Array.of(2),
    frequencies: Float64Array.of(300, 3000),
    magnitudes: Float64Array.of(low, high),
    isPartial: new Uint8Array(2),
  };
}
