import { seededRandom } from '../dsp/seeded-random.js';

const draws = 10;

/**
 * Logarithm of the isolation (mean distance to the nearest row over mean distance to the centre) of `count` rows drawn
 * from a normal distribution whose covariance has these eigenvalues. Few directions bring neighbours nearer; so a set
 * is clumped only where its own neighbours are nearer than this.
 */
export function logNormalIsolation(eigenvalues: readonly number[], count: number, seed: number): number {
  const spreads = eigenvalues.filter((value) => value > 1e-9 * eigenvalues[0]!).map(Math.sqrt);
  const random = seededRandom(seed);
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const rows = Array.from({ length: count }, () => Float64Array.from(spreads, (spread) => spread * normal(random)));
    sum += Math.log(meanNearest(rows) / meanNorm(rows));
  }
  return sum / draws;
}

function meanNearest(rows: readonly Float64Array[]): number {
  const nearest = new Float64Array(rows.length).fill(Infinity);
  for (let i = 0; i < rows.length; i++)
    for (let k = 0; k < i; k++) {
      let squared = 0;
      for (let j = 0; j < rows[i]!.length; j++) squared += (rows[i]![j]! - rows[k]![j]!) ** 2;
      nearest[i] = Math.min(nearest[i]!, squared);
      nearest[k] = Math.min(nearest[k]!, squared);
    }
  return nearest.reduce((sum, squared) => sum + Math.sqrt(squared), 0) / rows.length;
}

function meanNorm(rows: readonly Float64Array[]): number {
  return rows.reduce((sum, row) => sum + Math.hypot(...row), 0) / rows.length;
}

/** Box & Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
