import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentileRank, rankProbability } from '../../src/scoring/percentile.js';

const references = Array.from({ length: 59 }, (_, i) => i);

test('the middle of the middle is 50; the ends are half a place from 0 and 100', () => {
  expect(percentileRank(29, references)).toBe(50);
  expect(percentileRank(-1, references)).toBeCloseTo(50 / 60, 12);
  expect(percentileRank(1000, references)).toBeCloseTo(100 - 50 / 60, 12);
});

test('of the n + 1 places a newcomer can take, a tenth is beyond 90', () => {
  const places = Array.from({ length: 60 }, (_, place) => percentileRank(place - 0.5, references));
  expect(places.filter((rank) => rank > 90)).toHaveLength(6);
  expect(places.filter((rank) => rank < 10)).toHaveLength(6);
});

test('an equal reference counts half; a missing one not at all', () => {
  expect(percentileRank(1, [0, 1, 1, 2, NaN])).toBeCloseTo((100 * (1 + 1 + 0.5)) / 5, 12);
  expect(percentileRank(NaN, references)).toBeNaN();
  expect(percentileRank(1, [NaN])).toBeNaN();
});

test('it never falls as the value rises', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
      fc.integer(),
      fc.nat(),
      (them, value, more) => {
        expect(percentileRank(value + more, them)).toBeGreaterThanOrEqual(percentileRank(value, them));
      },
    ),
  );
});

test('p = (1 + at least as large) / (n + 1)', () => {
  expect(rankProbability(100, references)).toBeCloseTo(1 / 60, 12);
  expect(rankProbability(57, references)).toBeCloseTo(3 / 60, 12);
});
