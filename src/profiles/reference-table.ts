import { type Column, columnsOf, type Transformable, transformValue } from './transform.js';

/** The references' numbers after the transforms: `values[row * width + column]`, NaN where missing. */
export type ReferenceTable = {
  readonly count: number;
  readonly width: number;
  readonly columns: readonly Column[];
  readonly values: Float64Array;
  /** Per column the rows that have it, by ascending value. */
  readonly orders: readonly Int32Array[];
};

/** One row of a table. */
export function transformRow(
  features: readonly Transformable[],
  columns: readonly Column[],
  valueOf: (id: string) => number | undefined,
): Float64Array {
  return Float64Array.from(columns, ({ feature, part }) => transformValue(features[feature]!, part, valueOf));
}

/** `rows[i]` looks up a value of reference i by feature id; undefined where it is missing. */
export function tableOf(
  features: readonly Transformable[],
  rows: readonly ((id: string) => number | undefined)[],
): ReferenceTable {
  const columns = columnsOf(features);
  const width = columns.length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((valueOf, row) => values.set(transformRow(features, columns, valueOf), row * width));
  return withOrders(rows.length, columns, values);
}

/** The same references with some of the columns, in the given order. */
export function selectColumns(table: ReferenceTable, kept: readonly number[]): ReferenceTable {
  const width = kept.length;
  const values = new Float64Array(table.count * width);
  for (let row = 0; row < table.count; row++)
    for (let column = 0; column < width; column++)
      values[row * width + column] = table.values[row * table.width + kept[column]!]!;
  return {
    count: table.count,
    width,
    columns: kept.map((column) => table.columns[column]!),
    values,
    orders: kept.map((column) => table.orders[column]!),
  };
}

/** Some of the references. */
export function selectRows(table: ReferenceTable, kept: readonly number[]): ReferenceTable {
  const values = new Float64Array(kept.length * table.width);
  kept.forEach((from, row) => {
    values.set(table.values.subarray(from * table.width, (from + 1) * table.width), row * table.width);
  });
  return withOrders(kept.length, table.columns, values);
}

/** The references of several tables with the same columns, one after the other. */
export function joinTables(tables: readonly ReferenceTable[]): ReferenceTable {
  const { width, columns } = tables[0]!;
  const count = tables.reduce((sum, table) => sum + table.count, 0);
  const values = new Float64Array(count * width);
  let at = 0;
  for (const table of tables) {
    values.set(table.values, at);
    at += table.values.length;
  }
  return withOrders(count, columns, values);
}

function withOrders(count: number, columns: readonly Column[], values: Float64Array): ReferenceTable {
  const width = columns.length;
  const orders = columns.map((_, column) => {
    const present: number[] = [];
    for (let row = 0; row < count; row++) if (!Number.isNaN(values[row * width + column]!)) present.push(row);
    return Int32Array.from(present.sort((a, b) => values[a * width + column]! - values[b * width + column]! || a - b));
  });
  return { count, width, columns, values, orders };
}
