/** Small dense matrices in row-major Float64Arrays: element (i, j) of a p x p matrix is `matrix[i * p + j]`. */

/**
 * Lower triangle L with L L' = matrix, zeros above the diagonal; undefined where the matrix is not positive definite.
 * Reads the lower triangle only. Cholesky–Banachiewicz, p^3 / 3 operations.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 0) lower[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  return lower;
}

/** Solves L x = vector by forward substitution, into `out` (which may be `vector` itself). */
export function solveLower(lower: Float64Array, size: number, vector: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * out[k]!;
    out[i] = sum / lower[i * size + i]!;
  }
  return out;
}

/** log det(L L') = 2 sum log L_ii. */
export function logDeterminant(lower: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(lower[i * size + i]!);
  return 2 * sum;
}

/** matrix times vector. */
export function multiply(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

/**
 * X X' of `size` rows of `length` numbers each: all products of two rows, lower and upper triangle.
 * Four products at a time share their loads, which makes it some three times as fast as one by one.
 */
export function rowProducts(rows: Float64Array, size: number, length: number): Float64Array {
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i += 2)
    for (let j = 0; j <= i; j += 2) {
      const first = i * length;
      const second = i + 1 < size ? first + length : first;
      const third = j * length;
      const fourth = j + 1 < size ? third + length : third;
      let firstThird = 0;
      let firstFourth = 0;
      let secondThird = 0;
      let secondFourth = 0;
      for (let k = 0; k < length; k++) {
        const a = rows[first + k]!;
        const b = rows[second + k]!;
        const c = rows[third + k]!;
        const d = rows[fourth + k]!;
        firstThird += a * c;
        firstFourth += a * d;
        secondThird += b * c;
        secondFourth += b * d;
      }
      setBoth(products, size, i, j, firstThird);
      setBoth(products, size, i, j + 1, firstFourth);
      setBoth(products, size, i + 1, j, secondThird);
      setBoth(products, size, i + 1, j + 1, secondFourth);
    }
  return products;
}

function setBoth(matrix: Float64Array, size: number, i: number, j: number, value: number): void {
  if (i >= size || j >= size) return;
  matrix[i * size + j] = value;
  matrix[j * size + i] = value;
}

/** The rows and columns of `indices`, in that order. */
export function submatrix(matrix: Float64Array, size: number, indices: ArrayLike<number>): Float64Array {
  const kept = indices.length;
  const part = new Float64Array(kept * kept);
  for (let i = 0; i < kept; i++)
    for (let j = 0; j < kept; j++) part[i * kept + j] = matrix[indices[i]! * size + indices[j]!]!;
  return part;
}

/**
 * Eigenvalues (in no order) and eigenvectors (column k of `vectors` belongs to value k) of a symmetric matrix.
 * Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5), to machine precision.
 */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const rotated = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  let total = 0;
  for (const value of matrix) total += value * value;
  for (let sweep = 0; sweep < 60 && offDiagonal(rotated, size) > 1e-30 * total; sweep++)
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(rotated, vectors, size, p, q);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = rotated[i * size + i]!;
  return { values, vectors };
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) sum += matrix[i * size + j]! ** 2;
  return sum;
}

/** Makes element (p, q) zero and turns the eigenvectors with it. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apart = matrix[p * size + q]!;
  if (apart === 0) return;
  const ratio = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * apart);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const first = matrix[k * size + p]!;
    const second = matrix[k * size + q]!;
    matrix[k * size + p] = cosine * first - sine * second;
    matrix[k * size + q] = sine * first + cosine * second;
  }
  for (let k = 0; k < size; k++) {
    const first = matrix[p * size + k]!;
    const second = matrix[q * size + k]!;
    matrix[p * size + k] = cosine * first - sine * second;
    matrix[q * size + k] = sine * first + cosine * second;
    const left = vectors[k * size + p]!;
    const right = vectors[k * size + q]!;
    vectors[k * size + p] = cosine * left - sine * right;
    vectors[k * size + q] = sine * left + cosine * right;
  }
}

/** matrix^power of a symmetric positive definite matrix: V diag(values^power) V'. */
export function symmetricPower(matrix: Float64Array, size: number, power: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const result = new Float64Array(size * size);
  const raised = values.map((value) => value ** power);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += vectors[i * size + k]! * raised[k]! * vectors[j * size + k]!;
      result[i * size + j] = sum;
      result[j * size + i] = sum;
    }
  return result;
}
