/**
 * Mean squared difference of two rows over the columns that both have, for every two rows: element i * count + k.
 * NaN where they have none in common.
 */
export function pairDistances(z: Float64Array, count: number, width: number): Float64Array {
  const squared = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < i; k++) {
      const mean = rowDistance(z, i, z, k, width);
      squared[i * count + k] = mean;
      squared[k * count + i] = mean;
    }
  return squared;
}

/** Mean squared difference of a row of one table and a row of another, over the columns that both have. */
export function rowDistance(a: Float64Array, i: number, b: Float64Array, k: number, width: number): number {
  let sum = 0;
  let shared = 0;
  for (let u = i * width, v = k * width, end = u + width; u < end; u++, v++) {
    const difference = a[u]! - b[v]!;
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    shared++;
  }
  return sum / shared;
}
