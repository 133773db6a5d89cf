/**
 * Splits rows into two sets of (nearly) the given sizes so that no artist is in both: artists in random order fill the
 * smaller set (or either, where they are equal), then the other; of the artist who overfills a set the rest is left
 * out. Permuting tracks instead would make sets of a few artists each look alike by chance far too seldom.
 */
export function groupSplitter(
  groups: Int32Array,
  sizes: readonly [number, number],
  random: () => number,
): () => [Int32Array, Int32Array] {
  const members: number[][] = [];
  groups.forEach((group, row) => {
    (members[group] ??= []).push(row);
  });
  const order = Int32Array.from(members, (_, group) => group);
  return () => {
    shuffle(order, random);
    const firstFilled = sizes[0] === sizes[1] ? (random() < 0.5 ? 0 : 1) : sizes[0] < sizes[1] ? 0 : 1;
    const filled: [number[], number[]] = [[], []];
    let side: 0 | 1 = firstFilled;
    for (const group of order) {
      if (filled[side].length >= sizes[side]) {
        if (side !== firstFilled) break;
        side = side === 0 ? 1 : 0;
      }
      filled[side].push(...members[group]!.slice(0, sizes[side] - filled[side].length));
    }
    return [Int32Array.from(filled[0]), Int32Array.from(filled[1])];
  };
}

/** `size` of the rows, drawn without replacement; all of them, in their order, where there are no more. */
export function rarefied(rows: Int32Array, size: number, random: () => number): Int32Array {
  if (rows.length <= size) return rows;
  return shuffle(rows.slice(), random).subarray(0, size);
}

function shuffle(items: Int32Array, random: () => number): Int32Array {
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    const held = items[i]!;
    items[i] = items[other]!;
    items[other] = held;
  }
  return items;
}
