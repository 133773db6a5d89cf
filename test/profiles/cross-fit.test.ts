import { expect, test } from 'vitest';
import { type Block, crossFit, crossFitTerms, gather } from '../../src/profiles/cross-fit.js';
import { equalise, fitEqualiser } from '../../src/profiles/equalise.js';
import { selectRows, tableOf } from '../../src/profiles/reference-table.js';
import { fitSpace, squaredDistance } from '../../src/profiles/space.js';
import { drawGenre, featuresOf } from './synthetic.js';

const features = featuresOf({ timbre: 4 });
const drawn = drawGenre(features, { artists: 8, tracks: 2 });
const tableFrom = (rows: typeof drawn) =>
  tableOf(
    features,
    rows.map(
      ({ row }) =>
        (id: string) =>
          row.values[id],
    ),
  );
const table = tableFrom(drawn);
const folds = drawn.map((_, i) => Math.floor(i / 2));
const block: Block = { table, measurement: new Float64Array(4), mode: 'full', folds };
const rowOf = (row: number) => table.values.subarray(4 * row, 4 * row + 4);

/** The space of a table that never held the folds left out. */
function spaceWithout(...left: number[]) {
  const kept = [...folds.keys()].filter((row) => !left.includes(folds[row]!));
  return fitSpace(selectRows(table, kept), new Float64Array(kept.length).fill(1), new Float64Array(4), 'full');
}

test('each reference is scored in a space that never saw its artist', () => {
  const squared = gather(table.count, crossFit(block));
  for (const row of [0, 5, 15])
    expect(squared[row]).toBeCloseTo(squaredDistance(spaceWithout(folds[row]!), rowOf(row)), 12);
});

test('and equalised by a median and a spread that never saw it', () => {
  const own = 3;
  const others = [...folds.keys()].filter((row) => folds[row] !== own);
  const equaliser = fitEqualiser(
    Float64Array.from(others, (row) => squaredDistance(spaceWithout(own, folds[row]!), rowOf(row))),
  );
  const squared = gather(table.count, crossFit(block));
  const terms = crossFitTerms(block, squared);
  expect(terms[6]).toBeCloseTo(equalise(squared[6]!, equaliser), 12);
  expect(terms[7]).toBeCloseTo(equalise(squared[7]!, equaliser), 12);
});

test('more than ten folds share ten parts, and a part is never equalised by what saw it', () => {
  const many = drawGenre(features, { artists: 24, tracks: 2, seed: 4 });
  const wide: Block = { ...block, table: tableFrom(many), folds: many.map((_, i) => Math.floor(i / 2)) };
  const squared = gather(wide.table.count, crossFit(wide));
  const terms = crossFitTerms(wide, squared);
  const moved = { ...wide, table: tableFrom(many.map((one, i) => (i === 0 ? many[47]! : one))) };
  const others = crossFitTerms(moved, squared);
  // the first part's own equaliser does not depend on the first part
  expect(others[0]).toBe(terms[0]);
  expect(others.filter((term, row) => term !== terms[row]).length).toBeGreaterThan(24);
});

test('equalised distances have the median 1 and one spread of logs', () => {
  const squared = Float64Array.of(0.5, 1, 2, 8, 32, NaN);
  const equaliser = fitEqualiser(squared);
  expect(equaliser.typical).toBeCloseTo(2, 12);
  const again = fitEqualiser(squared.map((value) => equalise(value, equaliser)));
  expect(again.typical).toBeCloseTo(1, 12);
  expect(again.exponent).toBeCloseTo(1, 12);
  expect(fitEqualiser(Float64Array.of(3, 3, 3))).toEqual({ typical: expect.closeTo(3, 12), exponent: 1 });
});
