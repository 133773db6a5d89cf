/**
 * Eigenvalues of a symmetric matrix, the largest first, without vectors: Householder's reduction to a tridiagonal
 * matrix, then the implicit QL iteration with Wilkinson's shift (Golub & Van Loan, Matrix Computations, 8.3). 4/3 n^3
 * operations, a tenth of what Jacobi's rotations take.
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const { diagonal, beside } = tridiagonal(matrix.slice(), size);
  for (let first = 0; first < size; first++)
    for (let sweep = 0; sweep < 60; sweep++) {
      const last = endOfBlock(diagonal, beside, first);
      if (last === first) break;
      chase(diagonal, beside, first, last);
    }
  return diagonal.sort().reverse();
}

/** `beside[i]` lies between diagonal elements i and i + 1. Works in `matrix`, from the last row upwards. */
function tridiagonal(matrix: Float64Array, size: number) {
  const beside = new Float64Array(size);
  const reflected = new Float64Array(size);
  for (let row = size - 1; row > 0; row--) {
    const start = row * size;
    let squares = 0;
    for (let k = 0; k < row; k++) squares += matrix[start + k]! ** 2;
    const pivot = matrix[start + row - 1]!;
    const length = pivot > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    beside[row - 1] = length;
    if (squares - pivot * pivot <= 0) {
      beside[row - 1] = pivot;
      continue;
    }
    // v = x - length e, H = I - v v' / half with half = |v|^2 / 2
    const half = squares - pivot * length;
    matrix[start + row - 1] = pivot - length;
    let along = 0;
    for (let i = 0; i < row; i++) {
      let sum = 0;
      for (let k = 0; k < row; k++) sum += matrix[i * size + k]! * matrix[start + k]!;
      reflected[i] = sum / half;
      along += reflected[i]! * matrix[start + i]!;
    }
    const back = along / (2 * half);
    for (let i = 0; i < row; i++) reflected[i]! -= back * matrix[start + i]!;
    for (let i = 0; i < row; i++) {
      const [own, other] = [matrix[start + i]!, reflected[i]!];
      for (let k = 0; k < row; k++) matrix[i * size + k]! -= own * reflected[k]! + other * matrix[start + k]!;
    }
  }
  return { diagonal: Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!), beside };
}

/** The first place from `first` on behind which the matrix falls in two. */
function endOfBlock(diagonal: Float64Array, beside: Float64Array, first: number): number {
  let last = first;
  while (last < diagonal.length - 1) {
    const around = Math.abs(diagonal[last]!) + Math.abs(diagonal[last + 1]!);
    if (Math.abs(beside[last]!) <= Number.EPSILON * around) break;
    last++;
  }
  return last;
}

/** One implicit QL step on the block from `first` to `last`. */
function chase(diagonal: Float64Array, beside: Float64Array, first: number, last: number): void {
  const gap = (diagonal[first + 1]! - diagonal[first]!) / (2 * beside[first]!);
  const root = Math.hypot(gap, 1);
  let bulge = diagonal[last]! - diagonal[first]! + beside[first]! / (gap + (gap < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let moved = 0;
  for (let i = last - 1; i >= first; i--) {
    const across = sine * beside[i]!;
    const kept = cosine * beside[i]!;
    const length = Math.hypot(across, bulge);
    beside[i + 1] = length;
    if (length === 0) {
      diagonal[i + 1]! -= moved;
      beside[last] = 0;
      return;
    }
    sine = across / length;
    cosine = bulge / length;
    const shifted = diagonal[i + 1]! - moved;
    const turned = (diagonal[i]! - shifted) * sine + 2 * cosine * kept;
    moved = sine * turned;
    diagonal[i + 1] = shifted + moved;
    bulge = cosine * turned - kept;
  }
  diagonal[first]! -= moved;
  beside[first] = bulge;
  beside[last] = 0;
}
