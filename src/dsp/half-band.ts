import { createKernelMemory } from './kernels.js';
import { bessel0 } from './resampler.js';

/** Halves the sample rate of a stream; output n lies at the time of input 2n. */
export type Decimator = {
  /** What is ready; valid until the next call. */
  push(input: Float32Array): Float32Array;
  /** The rest, up to the input's end; the decimator is finished. */
  flush(): Float32Array;
};

/** Taps on either side of the centre (only the odd ones are not zero), of a halving that ends there. */
const fullReach = 55;
/** Of a halving that another follows: what folds above 0.225 of its new rate, the next removes. */
export const firstOfTwoReach = 13;
const stopDecibels = 85;
/** Samples that are filtered at a time. */
const blockLength = 16384;
/** More than is read beyond the last sample: outputs are made eight at a time. */
const spare = 16;
const filters = new Map<number, Filter>();

/**
 * A linear-phase half-band filter, y[n] = ½x[2n] + Σ_{k odd} h_k (x[2n − k] + x[2n + k]): flat below 0.45 of the new
 * rate (0.225 with the shorter reach), 80 dB down for what would fold below it. Whatever the blocks, the same numbers.
 * Source: Crochiere & Rabiner 1983.
 */
export function createDecimator(reach = fullReach): Decimator {
  const filter = filters.get(reach) ?? createFilter(reach);
  filters.set(reach, filter);
  // The samples from 2 * produced - reach - 1 to `end`; the zeros before the recording come first.
  const held = new Float32Array(2 * reach + 2);
  let heldLength = reach + 1;
  let end = 0;
  let produced = 0;
  let out = new Float32Array(0);

  /** Of a block: writes the outputs before `limit` that are ready with it from `at` on, and says how many they are. */
  function filterBlock(block: Float32Array, limit: number, at: number): number {
    const count = readyWith(block.length, limit);
    end += block.length;
    filter.input.set(held.subarray(0, heldLength));
    filter.input.set(block, heldLength);
    const length = heldLength + block.length;
    out.set(filter.run(length, count), at);
    produced += count;
    heldLength = Math.max(0, length - 2 * count);
    held.set(filter.input.subarray(2 * count, length));
    return count;
  }

  /** How many outputs before `limit` are ready with so many samples more: output n reads the inputs 2n − reach … 2n + reach. */
  function readyWith(samples: number, limit: number): number {
    const ready = Math.floor((end + samples - 1 - reach) / 2) + 1;
    return Math.max(0, Math.min(ready, limit) - produced);
  }

  function filterAll(input: Float32Array, limit: number): Float32Array {
    const count = readyWith(input.length, limit);
    if (out.length < count) out = new Float32Array(count);
    let at = 0;
    for (let from = 0; from < input.length; from += blockLength)
      at += filterBlock(input.subarray(from, from + blockLength), limit, at);
    return out.subarray(0, count);
  }

  return {
    push: (input) => filterAll(input, Infinity),
    flush: () => filterAll(new Float32Array(reach + 1), Math.ceil(end / 2)),
  };
}

type Filter = {
  /** Where the samples go before `run`. */
  readonly input: Float32Array;
  /** The first `count` outputs of `length` samples, of which the first is the first that output 0 reads, less one; valid until the next run. */
  run(length: number, count: number): Float32Array;
};

function createFilter(reach: number): Filter {
  const side = designSide(reach);
  const samples = blockLength + 2 * reach + 2;
  const memory = createKernelMemory(4 * samples + 8 * (samples + 2 * spare + side.length) + 2 * samples + 8 * spare);
  const input = memory.float32s(samples);
  const even = memory.float64s(samples / 2 + spare);
  const odd = memory.float64s(samples / 2 + spare);
  const taps = memory.float64s(side.length);
  const out = memory.float32s(samples / 2 + spare);
  taps.set(side);
  return {
    input,
    run(length, count) {
      memory.kernels.halve(
        count,
        Math.ceil(length / 2),
        input.byteOffset,
        even.byteOffset,
        odd.byteOffset,
        taps.byteOffset,
        side.length,
        out.byteOffset,
      );
      return out.subarray(0, count);
    },
  };
}

/** The taps at ±1, ±3, …: a Kaiser-windowed sinc, scaled so that a constant passes unchanged. */
function designSide(reach: number): Float64Array {
  const beta = 0.1102 * (stopDecibels - 8.7);
  const side = Float64Array.from({ length: (reach + 1) / 2 }, (_, i) => {
    const k = 2 * i + 1;
    const edge = k / (reach + 1);
    return (Math.sin((Math.PI * k) / 2) / (Math.PI * k)) * bessel0(beta * Math.sqrt(1 - edge * edge));
  });
  const sum = side.reduce((total, tap) => total + tap, 0);
  return side.map((tap) => tap / (4 * sum));
}
