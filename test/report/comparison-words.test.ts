import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedNumbers } from '../../src/report/comparison-words.js';
import type { Moved } from '../../src/scoring/comparison.js';
import { supportedStep } from '../../src/scoring/resample.js';

const percentile = fc.double({ min: 0, max: 100, noNaN: true });

/** Percentiles and intervals around them and their change. */
function movedOf(before: number, after: number, margin: number): Moved {
  const around = (value: number) => {
    const [low, high] = [Math.max(0, value - margin), Math.min(100, value + margin)];
    return { value, low, high, step: supportedStep(low, high) };
  };
  const value = after - before;
  return { before: around(before), after: around(after), change: { value, low: value - margin, high: value + margin } };
}

test('the change that is printed is that of the percentiles beside it, and lies in the interval that is printed', () => {
  const number = (text: string) => Number(text.replace('−', '-'));
  fc.assert(
    fc.property(percentile, percentile, fc.double({ min: 0, max: 50, noNaN: true }), (from, to, margin) => {
      const printed = movedNumbers(movedOf(from, to, margin));
      const [before, after, change, low, high] = [
        printed.before,
        printed.after,
        printed.change,
        printed.low,
        printed.high,
      ].map(number) as [number, number, number, number, number];
      expect(change).toBe(after - before);
      expect(change).toBeGreaterThanOrEqual(low);
      expect(change).toBeLessThanOrEqual(high);
    }),
  );
});

test('percentiles that are printed alike are not told to differ', () => {
  expect(movedNumbers(movedOf(74, 66, 15))).toEqual({
    before: '70',
    after: '70',
    change: '0',
    low: '−30',
    high: '+10',
  });
});
