/** Means of each `group` neighbouring rows of `size` numbers; a last group that is not whole is left out. */
export function groupedRows(rows: ArrayLike<number>, size: number, group: number): Float64Array {
  const count = Math.floor(rows.length / size / group);
  const grouped = new Float64Array(count * size);
  for (let t = 0; t < count * group; t++) {
    const to = Math.floor(t / group) * size;
    for (let b = 0; b < size; b++) grouped[to + b]! += rows[t * size + b]! / group;
  }
  return grouped;
}
