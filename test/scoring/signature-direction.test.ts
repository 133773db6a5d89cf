import { expect, test } from 'vitest';
import { centreOf, fitDirection, groupMeans, project } from '../../src/scoring/signature-direction.js';

const points = { rows: Float64Array.of(1, 2, 3, 4, NaN, NaN, 5, 0, 9, 9), count: 5, width: 2 };

test('a group is the mean of its rows that are complete; rows of group -1 are no part of any', () => {
  const { rows, count } = groupMeans(points, [0, 0, 0, 1, -1]);
  expect(count).toBe(2);
  expect([...rows]).toEqual([2, 3, 5, 0]);
});

test('the way leads to the mean of the groups, and each group is told by the others', () => {
  const groups = groupMeans(points, [0, 0, 0, 1, -1]);
  const { way, leftOut } = fitDirection(groups, Float64Array.of(1, 1));
  expect([...way]).toEqual([3.5, 1.5]);
  // <(2, 3), (5, 0)> / 25 and <(5, 0), (2, 3)> / 13
  expect(leftOut).toBeCloseTo((10 / 25 + 10 / 13) / 2, 12);
  expect(project(groups, 0, way)).toBeCloseTo((2 * 3.5 + 3 * 1.5) / (3.5 ** 2 + 1.5 ** 2), 12);
});

test('a group of weight 0 is as if it were not there', () => {
  const groups = groupMeans(points, [0, 1, -1, 2, 3]);
  const { way, leftOut } = fitDirection(groups, Float64Array.of(1, 0, 2, 3));
  const without = groupMeans(points, [0, -1, -1, 1, 2]);
  const fewer = fitDirection(without, Float64Array.of(1, 2, 3));
  expect([...way]).toEqual([...fewer.way]);
  expect(leftOut).toBe(fewer.leftOut);
  expect([...centreOf(without, [1, 2, 3])]).toEqual([...way]);
});
