import fc from 'fast-check';
import { expect, test } from 'vitest';
import { falseDiscoveryRates } from '../../src/dsp/false-discovery.js';

test('the least p of m times m / rank, made to rise with p', () => {
  const rates = falseDiscoveryRates([0.01, 0.04, 0.03, 0.5]);
  [0.04, 0.16 / 3, 0.16 / 3, 0.5].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
});

test('rates lie between their p and 1, and keep its order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (p) => {
      const rates = falseDiscoveryRates(p);
      rates.forEach((rate, i) => {
        expect(rate).toBeGreaterThanOrEqual(p[i]! - 1e-12);
        expect(rate).toBeLessThanOrEqual(1);
        rates.forEach((other, j) => expect(p[i]! < p[j]! && rate > other).toBe(false));
      });
    }),
  );
});
