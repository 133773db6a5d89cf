import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestLag } from '../../src/dsp/best-lag.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';

function noise(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, seededRandom(seed));
}

test('a sequence that begins later is found at its lag, whatever its scale and length', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 40 }), fc.double({ min: 0.1, max: 10, noNaN: true }), (lag, gain) => {
      const whole = noise(400, 3).map((value) => gain * value + 7);
      const a = noise(400, 3).subarray(50, 300);
      const b = whole.subarray(50 - lag, 350);
      const found = bestLag(a, b, 60);
      expect(found.lag).toBe(lag);
      expect(found.correlation).toBeCloseTo(1, 9);
    }),
  );
});

test('a copy has lag 0 and correlation 1; other noise correlates little; what is constant has none', () => {
  const a = noise(500, 1);
  expect(bestLag(a, a, 100).lag).toBe(0);
  expect(bestLag(a, a, 100).correlation).toBeCloseTo(1, 12);
  expect(bestLag(a, noise(500, 2), 100).correlation).toBeLessThan(0.25);
  expect(bestLag(new Float64Array(100), new Float64Array(100), 10)).toEqual({ lag: 0, correlation: NaN });
});

test('a loop that fits at every turn is left where it is', () => {
  const turn = noise(50, 4);
  const loop = (seed: number) => {
    const own = noise(500, seed);
    return own.map((value, n) => turn[n % 50]! + 0.1 * value);
  };
  expect(bestLag(loop(5), loop(6), 120).lag).toBe(0);
});
