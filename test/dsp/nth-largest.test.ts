import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nthLargest } from '../../src/dsp/nth-largest.js';

test('the nth largest is where sorting puts it, whatever repeats', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
      fc.nat(),
      (numbers, pick) => {
        const n = 1 + (pick % numbers.length);
        const sorted = Float64Array.from(numbers).sort().reverse();
        expect(nthLargest(Float64Array.from(numbers), numbers.length, n)).toBe(sorted[n - 1]);
      },
    ),
  );
});
