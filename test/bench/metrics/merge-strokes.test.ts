import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeStrokes } from '../../../bench/metrics/merge-strokes.js';

test('strokes within 30 ms of the first become one at their mean', () => {
  expect(mergeStrokes([1, 1.01, 1.02, 2, 2.04])).toEqual([expect.closeTo(1.01, 9), 2, 2.04]);
  expect(mergeStrokes([])).toEqual([]);
});

test('a roll is not one stroke: groups count from their first, so none is longer than 30 ms', () => {
  const roll = Array.from({ length: 10 }, (_, i) => i * 0.02);
  expect(mergeStrokes(roll)).toHaveLength(5);
});

test('merged strokes ascend and lie among the strokes', () => {
  const times = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(times, (unordered) => {
      const strokes = unordered.sort((a, b) => a - b);
      const merged = mergeStrokes(strokes);
      expect(merged).toEqual([...merged].sort((a, b) => a - b));
      for (const onset of merged) expect(strokes.some((stroke) => Math.abs(stroke - onset) < 0.03)).toBe(true);
    }),
  );
});
