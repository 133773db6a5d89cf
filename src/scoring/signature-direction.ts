import { mean } from '../dsp/statistics.js';

/** Rows of whitened coordinates; a row that lacks a number is NaN and left out everywhere. */
export type Points = { readonly rows: Float64Array; readonly count: number; readonly width: number };

/** The way from the origin to the artist, and how far the artist's tracks go along it. */
export type Direction = {
  readonly way: Float64Array;
  /** Mean projection of the tracks, each on the way that is drawn without its own group. */
  readonly leftOut: number;
};

/** <x, way> / |way|^2 of one row. */
export function project({ rows, width }: Points, row: number, way: Float64Array): number {
  let product = 0;
  let squares = 0;
  for (let i = 0; i < width; i++) {
    product += rows[row * width + i]! * way[i]!;
    squares += way[i]! ** 2;
  }
  return product / squares;
}

/** The mean of the rows, each weighing as its group does; groups of weight 0 are left out. */
export function centreOf({ rows, count, width }: Points, weightOf: (row: number) => number): Float64Array {
  const centre = new Float64Array(width);
  let total = 0;
  for (let row = 0; row < count; row++) {
    const weight = weightOf(row);
    if (weight === 0 || Number.isNaN(rows[row * width]!)) continue;
    total += weight;
    for (let i = 0; i < width; i++) centre[i]! += weight * rows[row * width + i]!;
  }
  return centre.map((sum) => sum / total);
}

/** `weights[g]` is that of group g; `groups[row]` is -1 for rows that are left out. */
export function fitDirection(points: Points, groups: readonly number[], weights: Float64Array): Direction {
  const weightOf = (row: number) => weights[groups[row]!] ?? 0;
  const projected: number[] = [];
  let total = 0;
  for (const group of new Set(groups)) {
    const weight = weights[group] ?? 0;
    if (weight === 0) continue;
    const way = centreOf(points, (row) => (groups[row] === group ? 0 : weightOf(row)));
    const own = groups.flatMap((other, row) => (other === group ? [project(points, row, way)] : []));
    const known = own.filter((value) => !Number.isNaN(value)).length;
    if (known === 0) continue;
    projected.push(weight * known * mean(own));
    total += weight * known;
  }
  return {
    way: centreOf(points, weightOf),
    leftOut: projected.reduce((sum, value) => sum + value, 0) / total,
  };
}
