import { median } from './statistics.js';

/** Frames of `size` numbers each, between which distances are taken. */
export type Frames = { readonly count: number; readonly size: number; readonly rows: Float64Array };

/** |u - v|^2 of frames i and j. */
export function squaredDistance({ rows, size }: Frames, i: number, j: number): number {
  let sum = 0;
  for (let u = i * size, v = j * size, end = u + size; u < end; u++, v++) {
    const difference = rows[u]! - rows[v]!;
    sum += difference * difference;
  }
  return sum;
}

/** A distance that a squared distance is turned into: for Euclidean ones the square root, for cosines of unit frames half. */
export type Measure = (squared: number) => number;

/** The frames scaled to length 1, so that 1 - cosine = |u - v|^2 / 2; those of nothing but zeros stay as they are. */
export function unitFrames({ count, size, rows }: Frames): Frames {
  const unit = rows.slice();
  for (let i = 0; i < count; i++) {
    let squares = 0;
    for (let b = i * size; b < (i + 1) * size; b++) squares += rows[b]! ** 2;
    if (squares > 0) for (let b = i * size; b < (i + 1) * size; b++) unit[b]! /= Math.sqrt(squares);
  }
  return { count, size, rows: unit };
}

/**
 * Foote's checkerboard novelty on distances: for each boundary between frames t - 1 and t with `reach` frames on either
 * side, mean distance across it less the mean distances within each side, halved; weights fall off as a Gaussian of
 * reach / 2. Never negative for Euclidean distances and their squares (it is an energy distance). Element 0 is the
 * boundary at `reach`. Source: Foote 2000; Székely & Rizzo 2013.
 */
export function footeNovelty(frames: Frames, measure: Measure, reach: number): Float64Array {
  const band = 2 * reach;
  const near = nearDistances(frames, measure, band);
  const weights = Float64Array.from({ length: reach }, (_, i) => Math.exp(-0.5 * ((i + 0.5) / (reach / 2)) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const novelty = new Float64Array(Math.max(0, frames.count - band + 1));
  for (let n = 0; n < novelty.length; n++) {
    const boundary = n + reach;
    let sum = 0;
    for (let i = 0; i < reach; i++)
      for (let j = 0; j < reach; j++) {
        const apart = Math.abs(i - j);
        const across = near[(boundary - 1 - i) * band + i + j + 1]!;
        const before = near[(boundary - 1 - Math.max(i, j)) * band + apart]!;
        const after = near[(boundary + Math.min(i, j)) * band + apart]!;
        sum += weights[i]! * weights[j]! * (across - 0.5 * (before + after));
      }
    novelty[n] = Math.max(0, sum / (total * total));
  }
  return novelty;
}

/** Element i * band + k is the distance between frames i and i + k. */
function nearDistances(frames: Frames, measure: Measure, band: number): Float64Array {
  const near = new Float64Array(frames.count * band);
  for (let i = 0; i < frames.count; i++)
    for (let k = 1; k < band && i + k < frames.count; k++)
      near[i * band + k] = measure(squaredDistance(frames, i, i + k));
  return near;
}

/** Median distance between any two of the frames, or of `most` of them evenly spread; NaN with fewer than two. */
export function medianDistance(frames: Frames, measure: Measure, most: number): number {
  const count = Math.min(frames.count, most);
  const pairs = new Float64Array((count * Math.max(0, count - 1)) / 2);
  const place = (i: number) => Math.floor((i * frames.count) / count);
  let at = 0;
  for (let i = 1; i < count; i++)
    for (let j = 0; j < i; j++) pairs[at++] = measure(squaredDistance(frames, place(i), place(j)));
  return median(pairs);
}
