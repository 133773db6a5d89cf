/** Distances between all pairs of frames: element i * count + j, symmetric, zero on the diagonal. */
export type SelfDistance = { readonly count: number; readonly values: Float64Array };

/** Root mean square difference of rows of `size` numbers. */
export function rmsDistances(rows: ArrayLike<number>, size: number): SelfDistance {
  const frames = Float64Array.from(rows);
  const count = Math.floor(frames.length / size);
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const d = Math.sqrt(squaredDistance(frames, i * size, j * size, size) / size);
      values[i * count + j] = d;
      values[j * count + i] = d;
    }
  return { count, values };
}

/** 1 - cosine of the angle between rows of `size` numbers; where one is nothing but zeros 1/2, where both are 0. */
export function cosineDistances(rows: ArrayLike<number>, size: number): SelfDistance {
  const unit = Float64Array.from(rows);
  const count = Math.floor(unit.length / size);
  for (let i = 0; i < count; i++) {
    let squares = 0;
    for (let b = i * size; b < (i + 1) * size; b++) squares += unit[b]! ** 2;
    if (squares > 0) for (let b = i * size; b < (i + 1) * size; b++) unit[b]! /= Math.sqrt(squares);
  }
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      // For unit vectors 1 - cos = |u - v|^2 / 2.
      const d = 0.5 * squaredDistance(unit, i * size, j * size, size);
      values[i * count + j] = d;
      values[j * count + i] = d;
    }
  return { count, values };
}

function squaredDistance(values: Float64Array, i: number, j: number, size: number): number {
  let sum = 0;
  for (let b = 0; b < size; b++) {
    const difference = values[i + b]! - values[j + b]!;
    sum += difference * difference;
  }
  return sum;
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
