import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeakFrames } from '../../../src/analysers/pitch/peak-frames.js';
import { whitenPeaks } from '../../../src/analysers/pitch/whiten-peaks.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

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

test('one peak alone is the weight of its octave: 1 at 880 Hz, e^-1/2 two octaves away', () => {
  for (const [hertz, weight] of [
    [880, 1],
    [3520, Math.exp(-0.5)],
    [220, Math.exp(-0.5)],
  ] as const) {
    const alone: PeakFrames = {
      count: 1,
      capacity: 1,
      sizes: Uint32Array.of(1),
      frequencies: Float64Array.of(hertz),
      magnitudes: Float64Array.of(0.01),
      isPartial: new Uint8Array(1),
    };
    // weights go by semitones, and half a semitone is 2 %
    expect(Math.abs(whitenPeaks(alone).magnitudes[0]! / weight - 1)).toBeLessThan(0.025);
  }
});

test('gain changes nothing, and an equaliser of 3 dB an octave hardly anything', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: -3, max: 3, noNaN: true }), (seed, slope) => {
      const frames = drawn(seed);
      const white = whitenPeaks(frames);
      for (const change of decibels(whitenPeaks(raised(frames, () => 0.2)), white)) expect(change).toBeCloseTo(0, 9);
      const tilted = decibels(whitenPeaks(raised(frames, (hertz) => (hertz / 1000) ** (slope / 6.02))), white);
      // of the 18 dB that it raises one end over the other, what an octave of uneven peaks leaves
      for (const change of tilted) expect(Math.abs(change)).toBeLessThan(3);
      expect(Math.hypot(...tilted) / Math.sqrt(tilted.length)).toBeLessThan(1);
    }),
    { numRuns: 10 },
  );
});

test('what leaks 80 dB below a tone is not raised to it', () => {
  const frames: PeakFrames = {
    count: 1,
    capacity: 2,
    sizes: Uint32Array.of(2),
    frequencies: Float64Array.of(300, 3000),
    magnitudes: Float64Array.of(1, 1e-4),
    isPartial: new Uint8Array(2),
  };
  const [tone, leak] = whitenPeaks(frames).magnitudes;
  expect(leak! / tone!).toBeLessThan(0.02);
});
