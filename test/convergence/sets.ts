import type { RowSet } from '../../src/convergence/row-set.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normal } from '../profiles/synthetic.js';

/** Normal rows, `spread` wide, by artists of two tracks each whose tracks are a little alike. */
export function normalSet(count: number, width: number, seed: number, spread = 1, name = 'artist'): RowSet {
  const next = seededRandom(seed);
  const z = new Float64Array(count * width);
  const own = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    if (row % 2 === 0) for (let j = 0; j < width; j++) own[j] = normal(next);
    for (let j = 0; j < width; j++)
      z[row * width + j] = spread * (Math.SQRT1_2 * own[j]! + Math.SQRT1_2 * normal(next));
  }
  const groups = Array.from({ length: count }, (_, row) => `${name} ${row >> 1}`);
  return { count, width, z, groups };
}

/** A set of the rows given, each by an artist of its own unless told. */
export function setOfRows(rows: readonly (readonly number[])[], groups?: readonly string[]): RowSet {
  return {
    count: rows.length,
    width: rows[0]?.length ?? 0,
    z: Float64Array.from(rows.flat()),
    groups: groups ?? rows.map((_, row) => `artist ${row}`),
  };
}
