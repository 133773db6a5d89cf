import { expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { artistResampler, supportedStep } from '../../src/scoring/resample.js';
import { normal } from '../profiles/synthetic.js';

/** Tracks of artists: half of the variance is the artist's. */
function clustered(next: () => number, artists: number, tracks: number) {
  const groups: number[] = [];
  const values: number[] = [];
  for (let artist = 0; artist < artists; artist++) {
    const own = normal(next);
    for (let track = 0; track < tracks; track++) {
      groups.push(artist);
      values.push(Math.SQRT1_2 * (own + normal(next)));
    }
  }
  return { groups, values };
}

/** The normal distribution's .5, .8 and .95. */
const known = [
  [0, 50],
  [0.8416, 80],
  [1.6449, 95],
] as const;

test('the interval covers the true percentile about as often as it says, with tracks in clusters', () => {
  const next = seededRandom(3);
  let covered = 0;
  let total = 0;
  for (let trial = 0; trial < 150; trial++) {
    const { groups, values } = clustered(next, 15, 4);
    const resampler = artistResampler(groups);
    for (const [value, percentile] of known) {
      const { low, high } = resampler.estimate(value, values);
      total++;
      if (low <= percentile && percentile <= high) covered++;
    }
  }
  expect(covered / total).toBeGreaterThan(0.91);
  expect(covered / total).toBeLessThan(0.985);
});

test('it is wider than tracks taken for independent would have it', () => {
  const { groups, values } = clustered(seededRandom(1), 12, 5);
  const widthOf = (of: number[]) => {
    const { low, high } = artistResampler(of).estimate(0, values);
    return high - low;
  };
  expect(widthOf(groups)).toBeGreaterThan(1.2 * widthOf([...values.keys()]));
});

test('beyond all references there is still an interval, and the value lies in it', () => {
  const { groups, values } = clustered(seededRandom(1), 12, 5);
  const { value, low, high } = artistResampler(groups).estimate(100, values);
  expect(low).toBeLessThan(90);
  expect(low).toBeGreaterThan(60);
  expect(value).toBeLessThanOrEqual(high);
  expect(high).toBeLessThan(100);
});

test('the same references give the same interval', () => {
  const { groups, values } = clustered(seededRandom(1), 12, 5);
  expect(artistResampler(groups).estimate(0.3, values)).toEqual(artistResampler(groups).estimate(0.3, values));
});

test('other excerpts that lie elsewhere widen it and leave the value', () => {
  const { groups, values } = clustered(seededRandom(1), 12, 5);
  const resampler = artistResampler(groups);
  const alone = resampler.estimate(0, values);
  const among = resampler.estimate(0, values, [-1.5, 1.5]);
  expect(among.value).toBe(alone.value);
  expect(among.low).toBeLessThan(alone.low - 5);
  expect(among.high).toBeGreaterThan(alone.high + 5);
});

test('what cannot be ranked has no interval', () => {
  expect(artistResampler([0, 1]).estimate(NaN, [1, 2])).toEqual({ value: NaN, low: NaN, high: NaN, step: 10 });
});

test('no digit is printed that the interval does not support', () => {
  expect([supportedStep(48, 52), supportedStep(40, 60), supportedStep(20, 71)]).toEqual([1, 5, 10]);
});
