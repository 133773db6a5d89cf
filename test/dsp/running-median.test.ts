import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runningMedian } from '../../src/dsp/running-median.js';
import { median } from '../../src/dsp/statistics.js';

test('is the median of each value and its mirrored neighbours', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 9 }),
      (values, reach) => {
        const out = new Float64Array(values.length);
        runningMedian(Float64Array.from(values), reach, out);
        const mirror = [...values, ...values.toReversed()];
        const at = (i: number) => mirror[((i % mirror.length) + mirror.length) % mirror.length]!;
        const expected = values.map((_, i) =>
          median(Array.from({ length: 2 * reach + 1 }, (_, k) => at(i - reach + k))),
        );
        expect([...out]).toEqual(expected);
      },
    ),
  );
});
