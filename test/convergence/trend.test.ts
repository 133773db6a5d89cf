import { expect, test } from 'vitest';
import { changePoints } from '../../src/convergence/change-points.js';
import { mannKendall } from '../../src/convergence/mann-kendall.js';
import type { RowSet } from '../../src/convergence/row-set.js';
import { theilSen } from '../../src/convergence/theil-sen.js';
import { trendOf } from '../../src/convergence/trend.js';
import { trendLine } from '../../src/convergence/trend-line.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normal } from '../profiles/synthetic.js';
import { normalSet } from './sets.js';

const years = Array.from({ length: 12 }, (_, i) => 2000 + i);
const options = { permutations: 199, seed: 1 };

test('Theil–Sen goes through a line, whatever two of nine points say', () => {
  const times = [0, 1, 2, 3, 5, 8, 9, 11, 12];
  const values = times.map((time) => 3 - 0.5 * time);
  values[2] = 90;
  values[7] = -40;
  const { start, slope } = theilSen(times, values);
  expect(start).toBeCloseTo(3, 12);
  expect(slope).toBeCloseTo(-0.5, 12);
});

test('Mann–Kendall counts orders: 1 of 24 falls all the way, and a fall is no rise', () => {
  expect(mannKendall([4, 3, 2, 1])).toEqual({
    tau: -1,
    falling: expect.closeTo(1 / 24, 12),
    rising: expect.closeTo(1, 12),
  });
  // 1 and 3 of 24 orders have 6 and 5 pairs in order
  expect(mannKendall([1, 2, 4, 3]).rising).toBeCloseTo(4 / 24, 12);
  expect(mannKendall([1, 2, 4, 3]).tau).toBeCloseTo(4 / 6, 12);
});

test('with ties the normal distribution answers', () => {
  // S = 9, variance (5 4 15 - 2 1 9) / 18 = 15.67: z = 8 / 3.958
  expect(mannKendall([1, 2, 2, 3, 4]).rising).toBeCloseTo(0.0217, 3);
  expect(mannKendall([2, 2, 2, 2]).rising).toBe(1);
});

test('the slope of noise about a line lies in its interval, and the band holds the line', () => {
  const next = seededRandom(4);
  const {
    slope,
    line,
    test: kendall,
  } = trendLine(
    years,
    years.map((year) => 1 - 0.1 * (year - 2000) + 0.05 * normal(next)),
    1,
  );
  expect(slope.low).toBeLessThan(-0.1);
  expect(slope.high).toBeGreaterThan(-0.1);
  expect(kendall.falling).toBeLessThan(0.001);
  for (const { value, low, high } of line) {
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  }
});

function period(time: number, spread: number, centre = 0): { time: number; set: RowSet } {
  const set = normalSet(20, 8, time, spread, `artist of ${time}`);
  return { time, set: { ...set, z: set.z.map((value) => value + centre) } };
}

test('music that narrows by 8 % a year is said to fall, at about that rate', () => {
  const { trends, rarefiedTo, changes } = trendOf(
    years.map((year) => period(year, 0.92 ** (year - 2000))),
    options,
  );
  expect(rarefiedTo).toBe(20);
  const dispersion = trends.find(({ statistic }) => statistic === 'dispersion')!;
  expect(dispersion.falls).toBe(true);
  expect(dispersion.trend.slope.value).toBeCloseTo(Math.log(0.92), 1);
  expect(changes).toEqual([]);
});

test('music that stays as it is does not fall; years of few tracks are left out and named', () => {
  const small = { time: 1990, set: normalSet(6, 8, 1990) };
  const { trends, leftOut, periods } = trendOf([...years.map((year) => period(year, 1)), small], options);
  expect(trends.filter(({ falls }) => falls)).toEqual([]);
  expect(leftOut).toEqual([1990]);
  expect(periods.map(({ time }) => time)).toEqual(years);
});

test('fewer than five periods are no trend', () => {
  expect(() =>
    trendOf(
      years.slice(0, 4).map((year) => period(year, 1)),
      options,
    ),
  ).toThrow(/4 periods/);
});

test('a change at once is dated; a steady drift is none', () => {
  const frames = (centre: (place: number) => number) => {
    const next = seededRandom(8);
    const rows = Float64Array.from({ length: 20 * 6 }, (_, at) => centre(Math.floor(at / 6)) + 0.3 * normal(next));
    return { count: 20, size: 6, rows };
  };
  const times = Array.from({ length: 20 }, (_, i) => 1980 + i);
  const [change, ...others] = changePoints(
    times,
    frames((place) => (place < 9 ? 0 : 2)),
    options,
  );
  expect(change?.time).toBe(1989);
  expect(change?.p).toBeLessThanOrEqual(0.05);
  expect(others).toEqual([]);
  expect(
    changePoints(
      times,
      frames((place) => 0.3 * place),
      options,
    ),
  ).toEqual([]); // prettier-ignore
  expect(
    changePoints(
      times,
      frames(() => 0),
      options,
    ),
  ).toEqual([]); // prettier-ignore
  expect(changePoints(times.slice(0, 7), { ...frames(() => 0), count: 7 }, options)).toEqual([]); // prettier-ignore
});
