/** In-place complex transforms of one power-of-two size; `real` and `imaginary` have `size` numbers each. */
export type ComplexFft = {
  readonly size: number;
  /** X[k] = sum_n x[n] exp(-2 pi i k n / size) */
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** x[n] = sum_k X[k] exp(+2 pi i k n / size) / size */
  inverse(real: Float64Array, imaginary: Float64Array): void;
};

/** Transforms of real frames; the result has size / 2 + 1 bins. */
export type RealFft = {
  readonly size: number;
  /** X[k] = sum_n window[n] input[offset + n] exp(-2 pi i k n / size), k = 0 .. size / 2 */
  forward(input: Float32Array, offset: number, window: Float64Array, real: Float64Array, imaginary: Float64Array): void;
};

/** Radix-4 decimation in time on bit-reversed input, with one radix-2 pass where log2(size) is odd. */
export function createComplexFft(size: number): ComplexFft {
  const reversed = bitReversal(size);
  const stages = twiddleStages(size);

  function permute(values: Float64Array): void {
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!;
      if (j > i) {
        const held = values[i]!;
        values[i] = values[j]!;
        values[j] = held;
      }
    }
  }

  return {
    size,
    forward(real, imaginary) {
      permute(real);
      permute(imaginary);
      butterflies(real, imaginary, size, stages);
    },
    inverse(real, imaginary) {
      permute(real);
      permute(imaginary);
      butterflies(imaginary, real, size, stages);
      for (let i = 0; i < size; i++) {
        real[i]! /= size;
        imaginary[i]! /= size;
      }
    },
  };
}

/** A complex transform of half the size over (even, odd) sample pairs, then unravelled. */
export function createRealFft(size: number): RealFft {
  const half = size / 2;
  const reversed = bitReversal(half);
  const stages = twiddleStages(half);
  const cosine = new Float64Array(half / 2 + 1);
  const sine = new Float64Array(half / 2 + 1);
  for (let k = 0; k <= half / 2; k++) {
    cosine[k] = Math.cos((2 * Math.PI * k) / size);
    sine[k] = Math.sin((2 * Math.PI * k) / size);
  }

  return {
    size,
    forward(input, offset, window, real, imaginary) {
      if (stages[0]?.quarter === 1) loadQuadruples(input, offset, window, reversed, real, imaginary);
      else loadPairs(input, offset, window, reversed, real, imaginary);
      laterPasses(real, imaginary, half, stages);
      const sum = real[0]!;
      const difference = imaginary[0]!;
      real[0] = sum + difference;
      imaginary[0] = 0;
      real[half] = sum - difference;
      imaginary[half] = 0;
      for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
        const evenReal = 0.5 * (real[k]! + real[mirror]!);
        const evenImaginary = 0.5 * (imaginary[k]! - imaginary[mirror]!);
        const oddReal = 0.5 * (imaginary[k]! + imaginary[mirror]!);
        const oddImaginary = 0.5 * (real[mirror]! - real[k]!);
        const turnedReal = cosine[k]! * oddReal + sine[k]! * oddImaginary;
        const turnedImaginary = cosine[k]! * oddImaginary - sine[k]! * oddReal;
        real[k] = evenReal + turnedReal;
        imaginary[k] = evenImaginary + turnedImaginary;
        real[mirror] = evenReal - turnedReal;
        imaginary[mirror] = turnedImaginary - evenImaginary;
      }
    },
  };
}

function bitReversal(size: number): Uint32Array {
  const bits = Math.log2(size);
  if (!Number.isInteger(bits) || bits < 1) throw new RangeError(`transform size ${size} is not a power of two above 1`);
  const reversed = new Uint32Array(size);
  for (let i = 0; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  return reversed;
}

type Stage = { readonly quarter: number; readonly twiddles: Float64Array };

/** For each radix-4 pass over blocks of 4 quarters: exp(-2 pi i k j / (4 quarter)) for j = 1, 2, 3, interleaved. */
function twiddleStages(size: number): readonly Stage[] {
  const stages: Stage[] = [];
  const first = Math.log2(size) % 2 === 0 ? 1 : 2;
  for (let quarter = first; quarter < size; quarter *= 4) {
    const twiddles = new Float64Array(6 * quarter);
    for (let k = 0; k < quarter; k++)
      for (let j = 1; j <= 3; j++) {
        const angle = (-2 * Math.PI * k * j) / (4 * quarter);
        twiddles[6 * k + 2 * j - 2] = Math.cos(angle);
        twiddles[6 * k + 2 * j - 1] = Math.sin(angle);
      }
    stages.push({ quarter, twiddles });
  }
  return stages;
}

function butterflies(real: Float64Array, imaginary: Float64Array, size: number, stages: readonly Stage[]): void {
  if (stages[0]?.quarter === 1) quadruples(real, imaginary, size);
  else pairs(real, imaginary, size);
  laterPasses(real, imaginary, size, stages);
}

/** All passes but the first, which has no twiddles. */
function laterPasses(real: Float64Array, imaginary: Float64Array, size: number, stages: readonly Stage[]): void {
  for (let s = stages[0]?.quarter === 1 ? 1 : 0; s < stages.length; s++) {
    const { quarter, twiddles } = stages[s]!;
    pass(real, imaginary, size, quarter, twiddles);
  }
}

/** `pairs` on the windowed input, taken in bit-reversed order: neighbours lie half the frame apart. */
function loadPairs(
  input: Float32Array,
  offset: number,
  window: Float64Array,
  reversed: Uint32Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const apart = reversed.length;
  for (let i = 0; i < reversed.length; i += 2) {
    const n = 2 * reversed[i]!;
    const m = n + apart;
    const evenReal = window[n]! * input[offset + n]!;
    const evenImaginary = window[n + 1]! * input[offset + n + 1]!;
    const oddReal = window[m]! * input[offset + m]!;
    const oddImaginary = window[m + 1]! * input[offset + m + 1]!;
    real[i] = evenReal + oddReal;
    imaginary[i] = evenImaginary + oddImaginary;
    real[i + 1] = evenReal - oddReal;
    imaginary[i + 1] = evenImaginary - oddImaginary;
  }
}

/** `quadruples` on the windowed input, taken in bit-reversed order: quarters of the frame in the order 0, 2, 1, 3. */
function loadQuadruples(
  input: Float32Array,
  offset: number,
  window: Float64Array,
  reversed: Uint32Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const apart = reversed.length / 2;
  for (let i = 0; i < reversed.length; i += 4) {
    const a = 2 * reversed[i]!;
    const c = a + apart;
    const b = c + apart;
    const d = b + apart;
    const aReal = window[a]! * input[offset + a]!;
    const aImaginary = window[a + 1]! * input[offset + a + 1]!;
    const bReal = window[b]! * input[offset + b]!;
    const bImaginary = window[b + 1]! * input[offset + b + 1]!;
    const cReal = window[c]! * input[offset + c]!;
    const cImaginary = window[c + 1]! * input[offset + c + 1]!;
    const dReal = window[d]! * input[offset + d]!;
    const dImaginary = window[d + 1]! * input[offset + d + 1]!;
    const sumReal = aReal + bReal;
    const sumImaginary = aImaginary + bImaginary;
    const differenceReal = aReal - bReal;
    const differenceImaginary = aImaginary - bImaginary;
    const crossReal = cReal + dReal;
    const crossImaginary = cImaginary + dImaginary;
    const turnReal = cReal - dReal;
    const turnImaginary = cImaginary - dImaginary;
    real[i] = sumReal + crossReal;
    imaginary[i] = sumImaginary + crossImaginary;
    real[i + 1] = differenceReal + turnImaginary;
    imaginary[i + 1] = differenceImaginary - turnReal;
    real[i + 2] = sumReal - crossReal;
    imaginary[i + 2] = sumImaginary - crossImaginary;
    real[i + 3] = differenceReal - turnImaginary;
    imaginary[i + 3] = differenceImaginary + turnReal;
  }
}

/** The radix-2 pass over neighbours. */
function pairs(real: Float64Array, imaginary: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 2) {
    const r = real[i + 1]!;
    const m = imaginary[i + 1]!;
    real[i + 1] = real[i]! - r;
    imaginary[i + 1] = imaginary[i]! - m;
    real[i]! += r;
    imaginary[i]! += m;
  }
}

/** The first radix-4 pass, whose twiddles are all 1. */
function quadruples(real: Float64Array, imaginary: Float64Array, size: number): void {
  for (let a = 0; a < size; a += 4) {
    const sumReal = real[a]! + real[a + 1]!;
    const sumImaginary = imaginary[a]! + imaginary[a + 1]!;
    const differenceReal = real[a]! - real[a + 1]!;
    const differenceImaginary = imaginary[a]! - imaginary[a + 1]!;
    const crossReal = real[a + 2]! + real[a + 3]!;
    const crossImaginary = imaginary[a + 2]! + imaginary[a + 3]!;
    const turnReal = real[a + 2]! - real[a + 3]!;
    const turnImaginary = imaginary[a + 2]! - imaginary[a + 3]!;
    real[a] = sumReal + crossReal;
    imaginary[a] = sumImaginary + crossImaginary;
    real[a + 1] = differenceReal + turnImaginary;
    imaginary[a + 1] = differenceImaginary - turnReal;
    real[a + 2] = sumReal - crossReal;
    imaginary[a + 2] = sumImaginary - crossImaginary;
    real[a + 3] = differenceReal - turnImaginary;
    imaginary[a + 3] = differenceImaginary + turnReal;
  }
}

/**
 * One radix-4 pass over blocks of 4 quarters. Each twiddle is used for its place in all blocks at once: the small passes
 * would otherwise spend their time starting loops.
 */
function pass(
  real: Float64Array,
  imaginary: Float64Array,
  size: number,
  quarter: number,
  twiddles: Float64Array,
): void {
  for (let k = 0, t = 0; k < quarter; k++, t += 6) {
    const w1R = twiddles[t]!;
    const w1I = twiddles[t + 1]!;
    const w2R = twiddles[t + 2]!;
    const w2I = twiddles[t + 3]!;
    const w3R = twiddles[t + 4]!;
    const w3I = twiddles[t + 5]!;
    for (let a = k; a < size; a += 4 * quarter) {
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const bR = real[b]!;
      const bI = imaginary[b]!;
      const cR = real[c]!;
      const cI = imaginary[c]!;
      const dR = real[d]!;
      const dI = imaginary[d]!;
      const bReal = bR * w2R - bI * w2I;
      const bImaginary = bR * w2I + bI * w2R;
      const cReal = cR * w1R - cI * w1I;
      const cImaginary = cR * w1I + cI * w1R;
      const dReal = dR * w3R - dI * w3I;
      const dImaginary = dR * w3I + dI * w3R;
      const sumReal = real[a]! + bReal;
      const sumImaginary = imaginary[a]! + bImaginary;
      const differenceReal = real[a]! - bReal;
      const differenceImaginary = imaginary[a]! - bImaginary;
      const crossReal = cReal + dReal;
      const crossImaginary = cImaginary + dImaginary;
      const turnReal = cReal - dReal;
      const turnImaginary = cImaginary - dImaginary;
      real[a] = sumReal + crossReal;
      imaginary[a] = sumImaginary + crossImaginary;
      real[b] = differenceReal + turnImaginary;
      imaginary[b] = differenceImaginary - turnReal;
      real[c] = sumReal - crossReal;
      imaginary[c] = sumImaginary - crossImaginary;
      real[d] = differenceReal - turnImaginary;
      imaginary[d] = differenceImaginary + turnReal;
    }
  }
}
