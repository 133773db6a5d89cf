import { createKernelMemory, type KernelMemory } from './kernels.js';

/** In-place complex transforms of one power-of-two size; `real` and `imaginary` have `size` numbers each. */
export type ComplexFft = {
  readonly size: number;
  /** X[k] = sum_n x[n] exp(-2 pi i k n / size) */
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** x[n] = sum_k X[k] exp(+2 pi i k n / size) / size */
  inverse(real: Float64Array, imaginary: Float64Array): void;
};

/** Transforms of real frames, which have size / 2 + 1 bins. What the `write` functions give is of the last frame transformed. */
export type RealFft = {
  readonly size: number;
  /** X[k] = sum_n window[n] input[offset + n] exp(-2 pi i k n / size), k = 0 .. size / 2 */
  forward(input: Float32Array, offset: number, window: Float64Array): void;
  writeBins(real: Float32Array | Float64Array, imaginary: Float32Array | Float64Array): void;
  /** |X[k]| */
  writeMagnitudes(magnitudes: Float32Array): void;
  /** |X[k]|^2 */
  writePowers(powers: Float32Array): void;
};

/** Of each size there is one, since nothing is kept from call to call. */
const complexFfts = new Map<number, ComplexFft>();
const realFfts = new Map<number, RealFft>();

/** Radix-4 decimation in time on bit-reversed input, with one radix-2 pass where log2(size) is odd. */
export function createComplexFft(size: number): ComplexFft {
  const known = complexFfts.get(size) ?? makeComplexFft(size);
  complexFfts.set(size, known);
  return known;
}

/** A complex transform of half the size over (even, odd) sample pairs, then unravelled. */
export function createRealFft(size: number): RealFft {
  const known = realFfts.get(size) ?? makeRealFft(size);
  realFfts.set(size, known);
  return known;
}

function makeComplexFft(size: number): ComplexFft {
  checkSize(size);
  const memory = createKernelMemory(bytesFor(size));
  const { kernels } = memory;
  const reversed = bitReversal(memory, size);
  const stages = twiddleStages(memory, size);
  const heldReal = memory.float64s(size);
  const heldImaginary = memory.float64s(size);
  const firstPass = startsWithFours(size) ? kernels.quadruples : kernels.pairs;

  function transform(real: Float64Array, imaginary: Float64Array): void {
    heldReal.set(real);
    heldImaginary.set(imaginary);
    kernels.permute(size, heldReal.byteOffset, reversed.byteOffset);
    kernels.permute(size, heldImaginary.byteOffset, reversed.byteOffset);
    firstPass(size, heldReal.byteOffset, heldImaginary.byteOffset);
    laterPasses(memory, size, heldReal, heldImaginary, stages);
    real.set(heldReal);
    imaginary.set(heldImaginary);
  }

  return {
    size,
    forward: transform,
    inverse(real, imaginary) {
      transform(imaginary, real);
      for (let i = 0; i < size; i++) {
        real[i]! /= size;
        imaginary[i]! /= size;
      }
    },
  };
}

function makeRealFft(size: number): RealFft {
  const half = size / 2;
  checkSize(half);
  const memory = createKernelMemory(bytesFor(size));
  const { kernels } = memory;
  const reversed = bitReversal(memory, half);
  const stages = twiddleStages(memory, half);
  const cosine = memory.float64s(half / 2 + 1);
  const sine = memory.float64s(half / 2 + 1);
  for (let k = 0; k <= half / 2; k++) {
    cosine[k] = Math.cos((2 * Math.PI * k) / size);
    sine[k] = Math.sin((2 * Math.PI * k) / size);
  }
  const frame = memory.float32s(size);
  const weights = memory.float64s(size);
  let heldWindow: Float64Array | undefined;
  const real = memory.float64s(half + 1);
  const imaginary = memory.float64s(half + 1);
  const levels = memory.float32s(half + 2);
  const bins = levels.subarray(0, half + 1);
  const load = startsWithFours(half) ? kernels.loadQuadruples : kernels.loadPairs;

  return {
    size,
    forward(input, offset, window) {
      frame.set(input.subarray(offset, offset + size));
      if (window !== heldWindow) {
        weights.set(window);
        heldWindow = window;
      }
      load(half, frame.byteOffset, weights.byteOffset, reversed.byteOffset, real.byteOffset, imaginary.byteOffset);
      laterPasses(memory, half, real, imaginary, stages);
      kernels.unravel(half, real.byteOffset, imaginary.byteOffset, cosine.byteOffset, sine.byteOffset);
    },
    writeBins(toReal, toImaginary) {
      toReal.set(real);
      toImaginary.set(imaginary);
    },
    writeMagnitudes(magnitudes) {
      kernels.magnitudes(half + 2, real.byteOffset, imaginary.byteOffset, levels.byteOffset);
      magnitudes.set(bins);
    },
    writePowers(powers) {
      kernels.powers(half + 2, real.byteOffset, imaginary.byteOffset, levels.byteOffset);
      powers.set(bins);
    },
  };
}

function checkSize(size: number): void {
  if (!Number.isInteger(Math.log2(size)) || size < 2)
    throw new RangeError(`transform size ${size} is not a power of two above 1`);
}

/** More than all arrays of a transform of this size take. */
function bytesFor(size: number): number {
  return 40 * size + 4096;
}

function bitReversal(memory: KernelMemory, size: number): Uint32Array {
  const bits = Math.log2(size);
  const reversed = memory.uint32s(size);
  for (let i = 0; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  return reversed;
}

/** Whether the first pass, which has no twiddles, is of radix 4; else it is of radix 2. */
function startsWithFours(size: number): boolean {
  return Math.log2(size) % 2 === 0;
}

type Stage = { readonly quarter: number; readonly twiddles: Float64Array };

/**
 * For each later radix-4 pass, over blocks of 4 quarters: exp(-2 pi i k j / (4 quarter)). Those of two neighbouring k lie
 * together: their real parts for j = 1, then their imaginary ones, then those for j = 2 and 3.
 */
function twiddleStages(memory: KernelMemory, size: number): readonly Stage[] {
  const stages: Stage[] = [];
  for (let quarter = startsWithFours(size) ? 4 : 2; quarter < size; quarter *= 4) {
    const twiddles = memory.float64s(6 * quarter);
    for (let k = 0; k < quarter; k++)
      for (let j = 1; j <= 3; j++) {
        const angle = (-2 * Math.PI * k * j) / (4 * quarter);
        const at = 12 * (k >> 1) + 4 * (j - 1) + (k & 1);
        twiddles[at] = Math.cos(angle);
        twiddles[at + 2] = Math.sin(angle);
      }
    stages.push({ quarter, twiddles });
  }
  return stages;
}

function laterPasses(
  { kernels }: KernelMemory,
  size: number,
  real: Float64Array,
  imaginary: Float64Array,
  stages: readonly Stage[],
): void {
  for (const { quarter, twiddles } of stages)
    kernels.pass(size, real.byteOffset, imaginary.byteOffset, quarter, twiddles.byteOffset);
}
