import { equalise, fitEqualiser } from './equalise.js';
import { foldsOf } from './folds.js';
import type { ReferenceTable } from './reference-table.js';
import type { CovarianceMode } from './shrinkage.js';
import { fitSpace, type Space, squaredDistance } from './space.js';

/** More would take the square of the time, and change next to nothing. */
const mostParts = 10;

/** A block of columns to cross-fit. */
export type Block = {
  readonly table: ReferenceTable;
  /** sigma_meas per column, in transformed units. */
  readonly measurement: Float64Array;
  readonly mode: CovarianceMode;
  /** The fold of each reference, from 0. */
  readonly folds: readonly number[];
};

/** What is fitted without the references `rows`, and their d^2 in it. */
export type Fold = { readonly rows: readonly number[]; readonly space: Space; readonly squared: Float64Array };

/** Every fold's references scored in a space fitted on all the others. */
export function crossFit(block: Block): Fold[] {
  const included = new Float64Array(block.table.count).fill(1);
  return membersOf(block.folds).map((rows) => {
    const space = fitWithout(block, included, [rows]);
    return { rows, space, squared: scoreIn(space, block.table, rows) };
  });
}

/** Each reference's number, from every fold's. */
export function gather(count: number, folds: readonly { rows: readonly number[]; squared: Float64Array }[]) {
  const gathered = new Float64Array(count);
  for (const { rows, squared } of folds)
    rows.forEach((row, index) => {
      gathered[row] = squared[index]!;
    });
  return gathered;
}

/**
 * Each reference's d^2 equalised by a median and an exponent that have not seen its fold either: of at most ten parts of
 * the folds, they come from the parts that it is not in, each scored in a space fitted without both. One such space
 * serves a pair of parts both ways.
 */
export function crossFitTerms(block: Block, squared: Float64Array): Float64Array {
  const { table } = block;
  const partOf = foldsOf(block.folds, mostParts);
  const parts = membersOf(partOf);
  const included = new Float64Array(table.count).fill(1);
  const seen = parts.map(() => new Float64Array(table.count).fill(NaN));
  const note = (part: number, space: Space, rows: readonly number[]) => {
    const scored = scoreIn(space, table, rows);
    rows.forEach((row, index) => {
      seen[part]![row] = scored[index]!;
    });
  };
  parts.forEach((first, i) => {
    for (let j = 0; j < i; j++) {
      const second = parts[j]!;
      const space = fitWithout(block, included, [first, second]);
      note(i, space, second);
      note(j, space, first);
    }
  });
  const equalisers = seen.map(fitEqualiser);
  return squared.map((value, row) => equalise(value, equalisers[partOf[row]!]!));
}

function membersOf(folds: readonly number[]): number[][] {
  const members = Array.from({ length: Math.max(...folds) + 1 }, (): number[] => []);
  folds.forEach((fold, row) => members[fold]!.push(row));
  return members;
}

/** `included` is all ones, before and after. */
function fitWithout(block: Block, included: Float64Array, left: readonly (readonly number[])[]): Space {
  for (const rows of left) for (const row of rows) included[row] = 0;
  const space = fitSpace(block.table, included, block.measurement, block.mode);
  for (const rows of left) for (const row of rows) included[row] = 1;
  return space;
}

function scoreIn(space: Space, table: ReferenceTable, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) =>
    squaredDistance(space, table.values.subarray(row * table.width, (row + 1) * table.width)),
  );
}
