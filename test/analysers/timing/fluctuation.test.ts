import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fluctuationExponent, lagOneCorrelation } from '../../../src/analysers/timing/fluctuation.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

const length = 2048;
function white(seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
/** Noise of power 1 / f: sums of noises that are each renewed half as often as the one before. */
function pink(seed: number): number[] {
  const rows = Array.from({ length: 11 }, (_, row) => white(100 * seed + row));
  return Array.from({ length }, (_, i) => rows.reduce((sum, row, k) => sum + row[i >> k]!, 0));
}
const summed = (values: readonly number[]) => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

test('white noise has the exponent 0.5, 1/f noise 1, a random walk 1.5', () => {
  for (const seed of [1, 2, 3]) {
    expect(Math.abs(fluctuationExponent(white(seed)) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(fluctuationExponent(pink(seed)) - 1)).toBeLessThan(0.15);
    expect(Math.abs(fluctuationExponent(summed(white(seed))) - 1.5)).toBeLessThan(0.15);
  }
});

test('what alternates corrects at once, what wanders remembers, noise does neither', () => {
  expect(lagOneCorrelation(Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : -1)))).toBeCloseTo(-1, 1);
  expect(lagOneCorrelation(summed(white(4)))).toBeGreaterThan(0.95);
  expect(Math.abs(lagOneCorrelation(white(5)))).toBeLessThan(0.08);
  expect(lagOneCorrelation([2, 2, 2])).toBeNaN();
});

test('neither depends on scale or offset', () => {
  const noise = pink(6);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 1e3, noNaN: true }),
      fc.double({ min: -10, max: 10, noNaN: true }),
      (a, b) => {
        const moved = noise.map((value) => a * value + b);
        expect(fluctuationExponent(moved)).toBeCloseTo(fluctuationExponent(noise), 6);
        expect(lagOneCorrelation(moved)).toBeCloseTo(lagOneCorrelation(noise), 6);
      },
    ),
    { numRuns: 20 },
  );
});
