import { expect, test } from 'vitest';
import type { PeakFrames } from '../../../src/analysers/pitch/peak-frames.js';
import { weighNotes } from '../../../src/analysers/pitch/weigh-notes.js';

/** One frame of peaks, ascending. */
const frame = (...peaks: (readonly [hertz: number, magnitude: number])[]): PeakFrames => ({
  count: 1,
  capacity: peaks.length,
  sizes: Uint32Array.of(peaks.length),
  frequencies: Float64Array.from(peaks, ([hertz]) => hertz),
  magnitudes: Float64Array.from(peaks, ([, magnitude]) => magnitude),
  isPartial: new Uint8Array(peaks.length),
});

test('a third partial five times as strong as its fundamental counts half, an octave and a note of its own whole', () => {
  const { magnitudes } = weighNotes(frame([200, 0.1], [400, 1], [470, 0.3], [600, 0.5]));
  expect(magnitudes[0]).toBe(0.1);
  expect(magnitudes[1]).toBe(1);
  expect(magnitudes[2]).toBe(0.3);
  expect(magnitudes[3]).toBeCloseTo(0.25, 12);
});

test('gain changes no ratio, and a partial counts the less the stronger its fundamental is', () => {
  const shares = [0.01, 0.1, 1].map((strength) => weighNotes(frame([200, strength], [600, 1])).magnitudes[1]!);
  expect(shares[0]).toBeGreaterThan(0.99);
  expect(shares[1]).toBeCloseTo(0.8, 12);
  expect(shares[2]).toBeLessThan(0.04);
  const soft = weighNotes(frame([200, 0.01], [600, 0.1])).magnitudes[1]!;
  expect(soft).toBeCloseTo(0.1 * shares[1]!, 12);
});
