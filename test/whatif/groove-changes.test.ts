import { expect, test } from 'vitest';
import { standardDeviation } from '../../src/dsp/statistics.js';
import { jittered, swung, tightened } from '../../src/whatif/groove-changes.js';

const hits = Array.from({ length: 400 }, (_, i) => ({
  seconds: 0.125 * i,
  lateMs: (i % 3) * 4 - 4,
  sixteenth: (i % 16) + 1,
}));
const shiftsMs = (moves: readonly { seconds: number; toSeconds: number }[]) =>
  moves.map(({ seconds, toSeconds }) => 1000 * (toSeconds - seconds));

test('jitter has the spread that is asked for and no mean', () => {
  const shifts = shiftsMs(jittered(hits, 10));
  expect(standardDeviation(shifts)).toBeCloseTo(10, -0.3);
  expect(Math.abs(shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length)).toBeLessThan(1.5);
});

test('tightening takes away a share of how late each is', () => {
  shiftsMs(tightened(hits, 0.5)).forEach((shift, i) => expect(shift).toBeCloseTo(-hits[i]!.lateMs / 2, 9));
});

test('swing moves the quavers between the beats and nothing else', () => {
  const moved = shiftsMs(swung(hits, 15)).map((shift) => Math.round(shift));
  expect(moved.slice(0, 16)).toEqual([0, 0, 15, 0, 0, 0, 15, 0, 0, 0, 15, 0, 0, 0, 15, 0]);
});
