import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc } from '../../bench/metrics/auc.js';
import { separation } from '../../src/scoring/separation.js';

test('the area is that of the pairs, ties counting half', () => {
  const values = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, values, (inside, outside) => {
      const all = [...inside, ...outside];
      const found = separation(
        all,
        all.map((_, i) => i < inside.length),
        [...all.keys()],
      );
      expect(found.auc).toBeCloseTo(auc(inside, outside), 12);
      expect(found.low).toBeLessThanOrEqual(found.high);
    }),
  );
});

test('ten tracks of two artists say less than ten of ten', () => {
  const values = Array.from({ length: 40 }, (_, i) => (i < 20 ? i % 10 : (i % 10) - 3));
  const inside = values.map((_, i) => i < 20);
  const single = separation(values, inside, [...values.keys()]);
  const paired = separation(
    values,
    inside,
    values.map((_, i) => Math.floor(i / 20) * 2 + Number(i % 10 < 5)),
  );
  expect(paired.high - paired.low).toBeGreaterThan(single.high - single.low);
});
