/** The largest of the values from `reach` before to `reach` after each. */
export function slidingMaximum(values: ArrayLike<number>, reach: number): Float64Array {
  const largest = new Float64Array(values.length);
  // places of values that may yet be the largest, which descend from `head` to `tail`
  const queue = new Uint32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      while (tail > head && values[queue[tail - 1]!]! <= values[i]!) tail--;
      queue[tail++] = i;
    }
    const centre = i - reach;
    if (centre < 0) continue;
    while (queue[head]! < centre - reach) head++;
    largest[centre] = values[queue[head]!]!;
  }
  return largest;
}
