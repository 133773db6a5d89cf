import { mean } from '../dsp/statistics.js';

/** Rows of coordinates; a row that lacks a number is NaN from its first one on and left out everywhere. */
export type Points = { readonly rows: Float64Array; readonly count: number; readonly width: number };

/** The way from the origin to the artist, and how far the artist's tracks go along it. */
export type Direction = {
  readonly way: Float64Array;
  /** Mean projection of the groups, each on the way that is drawn without it. */
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

/** A row for each group that has one: the mean of its rows. Rows of group -1 are left out. */
export function groupMeans({ rows, count, width }: Points, groups: readonly number[]): Points {
  const members = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const group = groups[row]!;
    if (group < 0 || Number.isNaN(rows[row * width]!)) continue;
    members.set(group, [...(members.get(group) ?? []), row]);
  }
  const means = new Float64Array(members.size * width);
  [...members.values()].forEach((own, at) => {
    for (let i = 0; i < width; i++) means[at * width + i] = mean(own.map((row) => rows[row * width + i]!));
  });
  return { rows: means, count: members.size, width };
}

/** The mean of the rows by their weights. */
export function centreOf({ rows, count, width }: Points, weights: ArrayLike<number>): Float64Array {
  const centre = new Float64Array(width);
  let total = 0;
  for (let row = 0; row < count; row++) {
    total += weights[row]!;
    for (let i = 0; i < width; i++) centre[i]! += weights[row]! * rows[row * width + i]!;
  }
  return centre.map((sum) => sum / total);
}

/** The way to the groups, whose means are the rows; those of weight 0 are left out. */
export function fitDirection(groups: Points, weights: Float64Array): Direction {
  let projected = 0;
  let total = 0;
  for (let group = 0; group < groups.count; group++) {
    if (weights[group] === 0) continue;
    const others = centreOf(
      groups,
      weights.map((weight, other) => (other === group ? 0 : weight)),
    );
    projected += weights[group]! * project(groups, group, others);
    total += weights[group]!;
  }
  return { way: centreOf(groups, weights), leftOut: projected / total };
}
