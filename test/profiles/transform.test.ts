import { expect, test } from 'vitest';
import { columnsOf, type Transformable, transformValue } from '../../src/profiles/transform.js';

const feature = (transform: Transformable['transform'], more: Partial<Transformable> = {}): Transformable => ({
  id: 'it',
  range: [0, 10],
  transform,
  ...more,
});
const of =
  (described: Transformable, value: number | undefined, strength?: number) => (part: 'plain' | 'cosine' | 'sine') =>
    transformValue(described, part, (id) => (id === 'it' ? value : strength));

test('identity, log and logit are what they say', () => {
  expect(of(feature('identity'), 3)('plain')).toBe(3);
  expect(of(feature('log'), Math.E)('plain')).toBeCloseTo(1, 12);
  expect(of(feature('logit'), 5)('plain')).toBe(0);
  expect(of(feature('logit'), 7.5)('plain')).toBeCloseTo(Math.log(3), 12);
});

test('zero and the ends of the interval stay finite, at or beyond every value that can be told from them', () => {
  expect(of(feature('log'), 0)('plain')).toBeCloseTo(Math.log(1e-5), 12);
  expect(of(feature('log', { range: [0.5, Infinity] }), 0)('plain')).toBeCloseTo(Math.log(0.5), 12);
  expect(of(feature('log', { range: [0, Infinity] }), 0)('plain')).toBeCloseTo(Math.log(1e-9), 12);
  expect(of(feature('logit'), 0)('plain')).toBeCloseTo(-of(feature('logit'), 10)('plain'), 9);
  expect(of(feature('logit'), 10)('plain')).toBeCloseTo(Math.log(0.9999 / 0.0001), 9);
});

test('a circular feature has two columns on a circle as large as its strength', () => {
  const beat = feature('circular', { period: 4, strength: 'clarity' });
  expect(columnsOf([feature('identity'), beat])).toEqual([
    { feature: 0, part: 'plain' },
    { feature: 1, part: 'cosine' },
    { feature: 1, part: 'sine' },
  ]);
  expect(of(beat, 1, 0.5)('cosine')).toBeCloseTo(0, 12);
  expect(of(beat, 1, 0.5)('sine')).toBeCloseTo(0.5, 12);
  expect(of(beat, 5, 0.5)('sine')).toBeCloseTo(0.5, 12);
  expect(of(beat, 1)('sine')).toBeNaN();
});

test('what is missing or not a number stays missing', () => {
  for (const transform of ['identity', 'log', 'logit', 'circular'] as const)
    for (const value of [undefined, NaN, Infinity])
      expect(of(feature(transform), value)(transform === 'circular' ? 'sine' : 'plain')).toBeNaN();
});
