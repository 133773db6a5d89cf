/** Distances between all pairs of frames: element i * count + j, symmetric, zero on the diagonal. */
export type SelfDistance = { readonly count: number; readonly values: Float64Array };

/** Root mean square difference of rows of `size` numbers. */
export function rmsDistances(rows: ArrayLike<number>, size: number): SelfDistance {
  return pairwise(Math.floor(rows.length / size), (i, j) => {
    let sum = 0;
    for (let b = 0; b < size; b++) {
      const difference = rows[i * size + b]! - rows[j * size + b]!;
      sum += difference * difference;
    }
    return Math.sqrt(sum / size);
  });
}

/** 1 - cosine of the angle between rows of `size` numbers; 1 where either is nothing but zeros. */
export function cosineDistances(rows: ArrayLike<number>, size: number): SelfDistance {
  const count = Math.floor(rows.length / size);
  const unit = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    let squares = 0;
    for (let b = 0; b < size; b++) squares += rows[i * size + b]! ** 2;
    if (squares > 0) for (let b = 0; b < size; b++) unit[i * size + b] = rows[i * size + b]! / Math.sqrt(squares);
  }
  return pairwise(count, (i, j) => {
    let product = 0;
    for (let b = 0; b < size; b++) product += unit[i * size + b]! * unit[j * size + b]!;
    return Math.max(0, 1 - product);
  });
}

function pairwise(count: number, distance: (i: number, j: number) => number): SelfDistance {
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const d = distance(i, j);
      values[i * count + j] = d;
      values[j * count + i] = d;
    }
  return { count, values };
}

/**
 * Foote's checkerboard novelty on distances: for each boundary between frames t - 1 and t with `reach` frames on either
 * side, mean distance across it less the mean distances within each side, halved; weights fall off as a Gaussian of
 * reach / 2. Never negative for Euclidean distances (it is an energy distance). Element 0 is the boundary at `reach`.
 * Source: Foote 2000; Székely & Rizzo 2013.
 */
export function footeNovelty({ count, values }: SelfDistance, reach: number): Float64Array {
  const weights = Float64Array.from({ length: reach }, (_, i) => Math.exp(-0.5 * ((i + 0.5) / (reach / 2)) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const novelty = new Float64Array(Math.max(0, count - 2 * reach + 1));
  for (let n = 0; n < novelty.length; n++) {
    const boundary = n + reach;
    let sum = 0;
    for (let i = 0; i < reach; i++)
      for (let j = 0; j < reach; j++) {
        const before = boundary - 1 - i;
        const after = boundary + j;
        const across = values[before * count + after]!;
        const within = values[before * count + boundary - 1 - j]! + values[(boundary + i) * count + after]!;
        sum += weights[i]! * weights[j]! * (across - 0.5 * within);
      }
    novelty[n] = Math.max(0, sum / (total * total));
  }
  return novelty;
}
