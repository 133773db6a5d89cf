import { expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';

const stream = (seed: number, count: number) => {
  const next = seededRandom(seed);
  return Array.from({ length: count }, next);
};

test('the seed decides the stream', () => {
  expect(stream(5, 10)).toEqual(stream(5, 10));
  expect(stream(5, 10)).not.toEqual(stream(6, 10));
});

test('the numbers are uniform in [0, 1) and do not follow one another', () => {
  const numbers = stream(1, 20000);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const square = numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length;
  const lagged = numbers.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * (numbers[i]! - 0.5), 0) / 19999;
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(mean).toBeCloseTo(1 / 2, 1);
  expect(square).toBeCloseTo(1 / 3, 1);
  expect(Math.abs(lagged)).toBeLessThan(0.003);
});
