import { expect, test } from 'vitest';
import { nearestDistances } from '../../src/profiles/nearest.js';
import { tableOf } from '../../src/profiles/reference-table.js';
import { fitSpace, whitened } from '../../src/profiles/space.js';
import { feature } from './synthetic.js';

const features = [feature('timbre', 'one')];
const line = [0, 1, 2, 3, 4, 5, 6, 100];
const table = tableOf(
  features,
  line.map((value) => () => value),
);
const space = fitSpace(table, new Float64Array(8).fill(1), new Float64Array(1), 'diagonal');
const aspect = { table, space, weight: 1, typical: 1, coordinates: whitened(space, table.values, 8) };

/** One unit of the feature in the space. */
const unit = 1 / (space.scales.scale[0]! * space.shrunk.lower[0]!);

test("the mean distance to the five nearest, the artist's own passed over", () => {
  const from = (value: number, excluded: (reference: number) => boolean) =>
    nearestDistances([aspect], [Float64Array.of(value)], excluded);
  expect(from(0, () => false).all).toBeCloseTo(((0 + 1 + 2 + 3 + 4) / 5) * unit, 9);
  expect(from(0, (reference) => reference === 0).each[0]).toBeCloseTo(((1 + 2 + 3 + 4 + 5) / 5) * unit, 9);
});

test('aspects add their squared distances, each over its typical one, by weight', () => {
  const both = nearestDistances(
    [
      { ...aspect, weight: 3 },
      { ...aspect, weight: 1, typical: 4 },
    ],
    [Float64Array.of(3), Float64Array.of(3)],
    (reference) => reference !== 5,
  );
  expect(both.all).toBeCloseTo(Math.sqrt((3 * (2 * unit) ** 2 + (2 * unit) ** 2 / 4) / 4), 9);
});
