/** A streaming resampler of one or more channels; output sample n lies at the time n / target rate of the input. */
export type Resampler = {
  /** The channels' next samples, all of one length; returns what is ready: the same arrays where the rates are equal. */
  push(channels: readonly Float32Array[]): Float32Array[];
  /** The rest, up to the input's end; the resampler is finished. */
  flush(): Float32Array[];
};

/** Decibels of stop band that the Kaiser window is designed for. */
const stopDecibels = 93;
/** Half the transition band over the lower of the two rates: 2.05 kHz at 44.1 kHz, so 20 kHz passes and 24.1 kHz does not. */
const halfTransition = 2050 / 44100;
/** Above this many phases the filter is read from a table between whose rows we interpolate (error below -110 dB). */
const maximumPhases = 1024;

/**
 * Windowed-sinc resampling, y[n] = Σ_k x[k] h(n·source/target − k), h a Kaiser-windowed sinc cut at half the lower rate.
 * Every output is computed from the same inputs in the same order whatever the blocks. Rates in hertz, positive.
 * Source: Kaiser 1974 (window and its length); Crochiere & Rabiner 1983 (rational rates by polyphase).
 */
export function createResampler(sourceRate: number, targetRate: number, channelCount: number): Resampler {
  if (sourceRate === targetRate) return { push: (channels) => [...channels], flush: () => silence(channelCount) };
  const divisor = greatestCommonDivisor(sourceRate, targetRate);
  const phases = targetRate / divisor;
  const step = sourceRate / divisor;
  const filter = designFilter(sourceRate, targetRate, Math.min(phases, maximumPhases));
  const reach = filter.taps / 2;
  // x[k] is at history[k − first]; the history starts with the zeros before the recording.
  let history = Array.from({ length: channelCount }, () => new Float64Array(filter.taps + 8192));
  let first = -reach;
  let end = 0;
  let produced = 0;

  function append(channels: readonly Float32Array[], length: number): void {
    const keepFrom = Math.min(end, Math.floor((produced * step) / phases) - reach + 1);
    const kept = end - keepFrom;
    if (end - first + length > history[0]!.length) {
      const capacity = Math.max(history[0]!.length, 2 * (kept + length));
      history = history.map((old) => {
        const next = capacity === old.length ? old : new Float64Array(capacity);
        if (next === old) old.copyWithin(0, keepFrom - first, end - first);
        else next.set(old.subarray(keepFrom - first, end - first));
        return next;
      });
      first = keepFrom;
    }
    for (const [c, x] of history.entries()) {
      const channel = channels[c];
      if (channel === undefined) x.fill(0, end - first, end - first + length);
      else x.set(channel, end - first);
    }
    end += length;
  }

  /** Computes every output before `limit` whose inputs are all there. */
  function drain(limit: number): Float32Array[] {
    // Output n reads the inputs floor(n·step/phases) − reach + 1 … + reach.
    const ready = Math.max(0, Math.ceil(((end - reach) * phases) / step));
    const count = Math.max(0, Math.min(ready, limit) - produced);
    const out = Array.from({ length: channelCount }, () => new Float32Array(count));
    const place = { start: produced, step, phases, offset: 1 - reach - first };
    if (phases > maximumPhases) for (const [c, x] of history.entries()) filterBetween(x, out[c]!, filter, place);
    else if (channelCount === 2) filterPair(history[0]!, history[1]!, out[0]!, out[1]!, filter, place);
    else for (const [c, x] of history.entries()) filterOne(x, out[c]!, filter, place);
    produced += count;
    return out;
  }

  return {
    push(channels) {
      append(channels, channels[0]!.length);
      return drain(Infinity);
    },
    flush() {
      const length = Math.ceil((end * phases) / step);
      append([], filter.taps);
      return drain(length);
    },
  };
}

/** Row p holds h at the distances (p / phases + reach − 1 − k) of tap k, for p from 0 to `phases`. */
function designFilter(sourceRate: number, targetRate: number, phases: number): Filter {
  const lower = Math.min(sourceRate, targetRate);
  const cutoff = lower / 2 / sourceRate;
  const transition = (2 * halfTransition * lower) / sourceRate;
  const length = (stopDecibels - 7.95) / (2.285 * 2 * Math.PI * transition) + 1;
  const taps = 4 * Math.ceil(length / 4);
  const reach = taps / 2;
  const beta = 0.1102 * (stopDecibels - 8.7);
  const table = new Float64Array((phases + 1) * taps);
  for (let p = 0; p <= phases; p++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const distance = p / phases + reach - 1 - k;
      const edge = distance / reach;
      const inside = 1 - edge * edge;
      const tap = inside <= 0 ? 0 : 2 * cutoff * sinc(2 * cutoff * distance) * bessel0(beta * Math.sqrt(inside));
      table[p * taps + k] = tap;
      sum += tap;
    }
    // Each phase passes a constant unchanged; this also scales the window.
    for (let k = 0; k < taps; k++) table[p * taps + k]! /= sum;
  }
  return { taps, table };
}

type Filter = { readonly taps: number; readonly table: Float64Array };
/** Output i lies at input (start + i)·step/phases; its first input is at `offset` from there. */
type Place = { readonly start: number; readonly step: number; readonly phases: number; readonly offset: number };

function filterOne(x: Float64Array, out: Float32Array, { taps, table }: Filter, place: Place): void {
  const { start, step, phases, offset } = place;
  for (let i = 0; i < out.length; i++) {
    const whole = Math.floor(((start + i) * step) / phases);
    out[i] = dot(x, whole + offset, table, ((start + i) * step - whole * phases) * taps, taps);
  }
}

/** As `filterOne` on each channel, to the last bit; it reads the filter once for both. */
function filterPair(
  left: Float64Array,
  right: Float64Array,
  outLeft: Float32Array,
  outRight: Float32Array,
  { taps, table }: Filter,
  { start, step, phases, offset }: Place,
): void {
  for (let i = 0; i < outLeft.length; i++) {
    const whole = Math.floor(((start + i) * step) / phases);
    const end = whole + offset + taps;
    let at = ((start + i) * step - whole * phases) * taps;
    let left0 = 0;
    let left1 = 0;
    let right0 = 0;
    let right1 = 0;
    for (let k = whole + offset; k < end; k += 4, at += 4) {
      const h0 = table[at]!;
      const h1 = table[at + 1]!;
      const h2 = table[at + 2]!;
      const h3 = table[at + 3]!;
      left0 += left[k]! * h0 + left[k + 1]! * h1;
      right0 += right[k]! * h0 + right[k + 1]! * h1;
      left1 += left[k + 2]! * h2 + left[k + 3]! * h3;
      right1 += right[k + 2]! * h2 + right[k + 3]! * h3;
    }
    outLeft[i] = left0 + left1;
    outRight[i] = right0 + right1;
  }
}

/** Between the two nearest of the table's rows, where the rates have too many phases for a row each. */
function filterBetween(x: Float64Array, out: Float32Array, { taps, table }: Filter, place: Place): void {
  const { start, step, phases, offset } = place;
  for (let i = 0; i < out.length; i++) {
    const whole = Math.floor(((start + i) * step) / phases);
    const position = (((start + i) * step - whole * phases) * maximumPhases) / phases;
    const row = Math.floor(position);
    const below = dot(x, whole + offset, table, row * taps, taps);
    const above = dot(x, whole + offset, table, (row + 1) * taps, taps);
    out[i] = below + (position - row) * (above - below);
  }
}

/** Two sums side by side, in an order that never changes; `count` is a multiple of 4. */
function dot(x: Float64Array, from: number, h: Float64Array, at: number, count: number): number {
  let even = 0;
  let odd = 0;
  for (let k = 0; k < count; k += 4) {
    even += x[from + k]! * h[at + k]! + x[from + k + 1]! * h[at + k + 1]!;
    odd += x[from + k + 2]! * h[at + k + 2]! + x[from + k + 3]! * h[at + k + 3]!;
  }
  return even + odd;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function I₀, by its power series. */
export function bessel0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function silence(channelCount: number): Float32Array[] {
  return Array.from({ length: channelCount }, () => new Float32Array(0));
}
