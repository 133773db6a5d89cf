import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frames, footeNovelty, medianDistance, unitFrames } from '../../src/dsp/self-distance.js';

const frames = (rows: readonly (readonly number[])[]): Frames => ({
  count: rows.length,
  size: rows[0]?.length ?? 1,
  rows: Float64Array.from(rows.flat()),
});
const row = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });

test('a step from one value to another is as novel as it is high, at the step', () => {
  const step = frames(Array.from({ length: 40 }, (_, i) => [i < 20 ? 0 : 6]));
  const novelty = footeNovelty(step, Math.sqrt, 8);
  expect(novelty.length).toBe(25);
  expect(novelty[20 - 8]).toBeCloseTo(6, 9);
  expect(Math.max(...novelty)).toBeCloseTo(6, 9);
  expect(novelty[0]).toBeCloseTo(0, 9);
});

test('novelty is the same backwards', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 8, maxLength: 20 }), (rows) => {
      const forwards = footeNovelty(frames(rows), Math.sqrt, 4);
      const backwards = footeNovelty(frames(rows.toReversed()), Math.sqrt, 4).toReversed();
      for (const [i, value] of forwards.entries()) expect(backwards[i]).toBeCloseTo(value, 9);
    }),
  );
});

test('half the squared distance of unit frames is 1 - cosine', () => {
  const unit = unitFrames(
    frames([
      [3, 0],
      [0, 2],
      [5, 5],
      [0, 0],
    ]),
  );
  const half = (squared: number) => squared / 2;
  expect(medianDistance({ ...unit, count: 2 }, half, 10)).toBeCloseTo(1, 12);
  expect(medianDistance({ ...unit, count: 2, rows: unit.rows.slice(2) }, half, 10)).toBeCloseTo(1 - Math.SQRT1_2, 12);
});

test('few enough frames are all paired, more are thinned out', () => {
  const line = frames(Array.from({ length: 100 }, (_, i) => [i]));
  expect(medianDistance(frames([[0], [1], [5]]), Math.sqrt, 10)).toBe(4);
  expect(medianDistance(line, Math.sqrt, 50)).toBeGreaterThan(25);
  expect(medianDistance(line, Math.sqrt, 50)).toBeLessThan(34);
  expect(medianDistance(frames([[1]]), Math.sqrt, 10)).toBeNaN();
});
