/** Share of a column's variance that no metre explains: a machine's accents must not count for ever. */
const unexplained = 0.02;

/**
 * Nats by which accents are likelier when each beat of a bar of so many has accents of its own than when all beats are alike:
 * sum over columns of n/2 ln(variance / variance within places of the bar) - (metre - 1)/2 ln n (Schwarz 1978). Where the
 * bar begins plays no part. -Infinity where there are fewer than two bars.
 */
export function accentRecurrence(columns: readonly ArrayLike<number>[], metre: number): number {
  const count = columns[0]?.length ?? 0;
  if (count < 2 * metre) return -Infinity;
  let nats = 0;
  for (const column of columns) {
    const all = new Float64Array(3);
    const places = Array.from({ length: metre }, () => new Float64Array(3));
    for (let i = 0; i < count; i++)
      for (const sums of [all, places[i % metre]!]) {
        sums[0]! += 1;
        sums[1]! += column[i]!;
        sums[2]! += column[i]! ** 2;
      }
    const total = squaresAbout(all) + 1e-9;
    const within = places.reduce((sum, place) => sum + squaresAbout(place), 0);
    nats -= 0.5 * count * Math.log((within + unexplained * total) / ((1 + unexplained) * total));
    nats -= 0.5 * (metre - 1) * Math.log(count);
  }
  return nats;
}

/** Sum of squares about the mean of [count, sum, sum of squares]. */
function squaresAbout([count, sum, squares]: Float64Array): number {
  return Math.max(0, squares! - (sum! * sum!) / count!);
}
