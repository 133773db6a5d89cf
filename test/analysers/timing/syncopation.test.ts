import { expect, test } from 'vitest';
import { syncopation } from '../../../src/analysers/timing/syncopation.js';

/** The strokes of two bars and the beginning of a third. */
const twoBars = (bar: readonly number[]) => [...bar, ...bar.map((step) => 16 + step), 32];

test('strokes on every beat, or on every sixteenth, do not syncopate', () => {
  expect(syncopation(twoBars([0, 4, 8, 12]))).toBe(0);
  expect(syncopation(twoBars(Array.from({ length: 16 }, (_, step) => step)))).toBe(0);
});

test('a stroke a quaver before a silent third beat syncopates by 2: -1 passed over, -3 its own', () => {
  expect(syncopation(twoBars([0, 6, 12]))).toBe(2);
});

test('a son clave (3-2) in sixteenths syncopates by 4 a bar', () => {
  // strokes at 0 3 6 10 12: 3 (-4) passes over 4 (-2), 6 (-3) over 8 (-1), 10 (-3) over nothing stronger
  expect(syncopation(twoBars([0, 3, 6, 10, 12]))).toBe(4);
});

test('the first bar may begin anywhere, twice the same stroke is one, less than a bar is nothing', () => {
  expect(syncopation([-16, -10, -10, -4, 0, 6, 12, 16])).toBe(2);
  expect(syncopation([0, 4, 8])).toBeNaN();
});
