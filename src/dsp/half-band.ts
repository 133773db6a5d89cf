import { bessel0 } from './resampler.js';

/** Halves the sample rate of a stream; output n lies at the time of input 2n. */
export type Decimator = {
  push(input: Float32Array): Float32Array;
  /** The rest, up to the input's end; the decimator is finished. */
  flush(): Float32Array;
};

/** Taps on either side of the centre (only the odd ones are not zero), of a halving that ends there. */
const fullReach = 55;
/** Of a halving that another follows: what folds above 0.225 of its new rate, the next removes. */
export const firstOfTwoReach = 13;
const stopDecibels = 85;
const designs = new Map<number, Float64Array>();

/**
 * A linear-phase half-band filter, y[n] = ½x[2n] + Σ_{k odd} h_k (x[2n − k] + x[2n + k]): flat below 0.45 of the new
 * rate (0.225 with the shorter reach), 80 dB down for what would fold below it. Whatever the blocks, the same numbers.
 * Source: Crochiere & Rabiner 1983.
 */
export function createDecimator(reach = fullReach): Decimator {
  const sideTaps = designs.get(reach) ?? designSide(reach);
  designs.set(reach, sideTaps);
  // x[first + 2i] is even[i] and x[first + 2i + 1] is odd[i], first being even; the zeros before the recording come first.
  let even = new Float64Array(8192);
  let odd = new Float64Array(8192);
  let first = -reach - 1;
  let end = 0;
  let produced = 0;

  function append(input: Float32Array): void {
    if ((end - first + input.length + 1) / 2 > even.length) {
      const keepFrom = 2 * produced - reach - 1;
      const from = (keepFrom - first) / 2;
      const to = (end - first + 1) >> 1;
      const capacity = Math.max(even.length, 2 * (to - from) + input.length);
      even = moved(even, from, to, capacity);
      odd = moved(odd, from, to, capacity);
      first = keepFrom;
    }
    const offset = end - first;
    for (let n = offset & 1, i = (offset + 1) >> 1; n < input.length; n += 2, i++) even[i] = input[n]!;
    for (let n = 1 - (offset & 1), i = offset >> 1; n < input.length; n += 2, i++) odd[i] = input[n]!;
    end += input.length;
  }

  function drain(limit: number): Float32Array {
    // Output n reads the inputs 2n − reach … 2n + reach.
    const ready = Math.max(0, Math.floor((end - 1 - reach) / 2) + 1);
    const out = new Float32Array(Math.max(0, Math.min(ready, limit) - produced));
    filter(even, odd, produced - first / 2, sideTaps, out);
    produced += out.length;
    return out;
  }

  return {
    push(input) {
      append(input);
      return drain(Infinity);
    },
    flush() {
      const length = Math.ceil(end / 2);
      append(new Float32Array(reach + 1));
      return drain(length);
    },
  };
}

/** Output i, centred on even[centre + i]; four at a time, each summed in the same order, since one waits for its own sum. */
function filter(even: Float64Array, odd: Float64Array, centre: number, taps: Float64Array, out: Float32Array): void {
  let i = 0;
  for (; i + 4 <= out.length; i += 4) {
    let before = centre + i - 1;
    let after = centre + i;
    let before1 = odd[before + 1]!;
    let before2 = odd[before + 2]!;
    let before3 = odd[before + 3]!;
    let after0 = odd[after]!;
    let after1 = odd[after + 1]!;
    let after2 = odd[after + 2]!;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let k = 0; k < taps.length; k++, before--, after++) {
      const tap = taps[k]!;
      const before0 = odd[before]!;
      const after3 = odd[after + 3]!;
      sum0 += tap * (before0 + after0);
      sum1 += tap * (before1 + after1);
      sum2 += tap * (before2 + after2);
      sum3 += tap * (before3 + after3);
      before3 = before2;
      before2 = before1;
      before1 = before0;
      after0 = after1;
      after1 = after2;
      after2 = after3;
    }
    out[i] = 0.5 * even[centre + i]! + sum0;
    out[i + 1] = 0.5 * even[centre + i + 1]! + sum1;
    out[i + 2] = 0.5 * even[centre + i + 2]! + sum2;
    out[i + 3] = 0.5 * even[centre + i + 3]! + sum3;
  }
  for (; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += taps[k]! * (odd[centre + i - 1 - k]! + odd[centre + i + k]!);
    out[i] = 0.5 * even[centre + i]! + sum;
  }
}

/** The values [from, to) at the start of an array of this capacity. */
function moved(values: Float64Array<ArrayBuffer>, from: number, to: number, capacity: number) {
  if (capacity === values.length) return values.copyWithin(0, from, to);
  const larger = new Float64Array(capacity);
  larger.set(values.subarray(from, to));
  return larger;
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
