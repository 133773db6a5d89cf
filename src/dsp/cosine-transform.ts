/**
 * The first `count` rows of the orthonormal DCT-II, row after row:
 * y[k] = sqrt((k = 0 ? 1 : 2) / size) sum_n x[n] cos(pi k (2 n + 1) / (2 size)).
 */
export function cosineMatrix(count: number, size: number): Float64Array {
  return Float64Array.from({ length: count * size }, (_, i) => {
    const k = Math.floor(i / size);
    const n = i % size;
    return Math.sqrt((k === 0 ? 1 : 2) / size) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * size));
  });
}
