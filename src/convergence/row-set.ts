/** A set of tracks as convergence sees it: robust z of each feature, and who made each track. */
export type RowSet = {
  readonly count: number;
  readonly width: number;
  /** `z[row * width + column]`, in the genre's robust z; NaN where missing. */
  readonly z: Float64Array;
  /** The artist of each row, or whatever else is drawn and permuted as one. */
  readonly groups: readonly string[];
};

/** Some of the rows, in the order given. */
export function selectSetRows({ width, z, groups }: RowSet, rows: ArrayLike<number>): RowSet {
  const kept = new Float64Array(rows.length * width);
  for (let row = 0; row < rows.length; row++)
    kept.set(z.subarray(rows[row]! * width, (rows[row]! + 1) * width), row * width);
  return { count: rows.length, width, z: kept, groups: Array.from(rows, (row) => groups[row]!) };
}

/** Some of the columns. */
export function keepColumns({ count, width, z, groups }: RowSet, columns: readonly number[]): RowSet {
  const kept = new Float64Array(count * columns.length);
  for (let row = 0, at = 0; row < count; row++) for (const column of columns) kept[at++] = z[row * width + column]!;
  return { count, width: columns.length, z: kept, groups };
}

/** The rows that have more than half of the columns: any two of these have a column in common. */
export function completeRows({ count, width, z }: RowSet): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row).filter((row) => {
    let present = 0;
    for (let at = row * width; at < (row + 1) * width; at++) if (!Number.isNaN(z[at]!)) present++;
    return 2 * present > width;
  });
}

/** Some of the columns, of the rows that have more than half of them. */
export function selectSetColumns(set: RowSet, columns: readonly number[]): RowSet {
  const kept = keepColumns(set, columns);
  return selectSetRows(kept, completeRows(kept));
}

/** The columns that at least 80 % of the rows of every set have. */
export function commonColumns(sets: readonly RowSet[]): number[] {
  const columns = Array.from({ length: sets[0]?.width ?? 0 }, (_, column) => column);
  return columns.filter((column) =>
    sets.every(({ count, width, z }) => {
      let present = 0;
      for (let row = 0; row < count; row++) if (!Number.isNaN(z[row * width + column]!)) present++;
      return present >= fewestPresent * count;
    }),
  );
}

const fewestPresent = 0.8;

/** One set after the other. */
export function joinSets(first: RowSet, second: RowSet): RowSet {
  const z = new Float64Array(first.z.length + second.z.length);
  z.set(first.z);
  z.set(second.z, first.z.length);
  return {
    count: first.count + second.count,
    width: first.width,
    z,
    groups: [...first.groups, ...second.groups],
  };
}
