// The inner loop of src/dsp/half-band.ts.

/** Eight outputs are made at a time. */
const together: usize = 8;

/** taps[k] x (odd[before] + odd[after]) added to two sums, for two neighbouring outputs. */
function added(sum: v128, tap: v128, before: usize, after: usize): v128 {
  return f64x2.add(sum, f64x2.mul(tap, f64x2.add(v128.load(before), v128.load(after))));
}

/** Two outputs: half of the even samples, and the sums. */
function write(even: usize, sums: v128, out: usize): void {
  const value = f64x2.add(f64x2.mul(f64x2.splat(0.5), v128.load(even)), sums);
  v128.store64_lane(out, v128.demote_zero<f64>(value), 0);
}

/**
 * out[i] = input[2 c] / 2 + sum_k taps[k] (input[2 c - 2 k - 1] + input[2 c + 2 k + 1]), c = i + tapCount. `input` and `out`
 * are float32s; `even` and `odd`, float64s, have room for `pairs` and eight more, `out` for eight more than `count`.
 */
export function halve(
  count: usize,
  pairs: usize,
  input: usize,
  even: usize,
  odd: usize,
  taps: usize,
  tapCount: usize,
  out: usize,
): void {
  for (let i: usize = 0; i < pairs; i++) {
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(input + (i << 3)));
    v128.store64_lane(even + (i << 3), pair, 0);
    v128.store64_lane(odd + (i << 3), pair, 1);
  }
  for (let i: usize = 0; i < count; i += together) {
    const centre = (i + tapCount) << 3;
    let before = odd + centre - 8;
    let after = odd + centre;
    let sum0 = f64x2.splat(0);
    let sum2 = f64x2.splat(0);
    let sum4 = f64x2.splat(0);
    let sum6 = f64x2.splat(0);
    for (let at = taps; at < taps + (tapCount << 3); at += 8) {
      const tap = v128.load64_splat(at);
      sum0 = added(sum0, tap, before, after);
      sum2 = added(sum2, tap, before + 16, after + 16);
      sum4 = added(sum4, tap, before + 32, after + 32);
      sum6 = added(sum6, tap, before + 48, after + 48);
      before -= 8;
      after += 8;
    }
    write(even + centre, sum0, out + (i << 2));
    write(even + centre + 16, sum2, out + (i << 2) + 8);
    write(even + centre + 32, sum4, out + (i << 2) + 16);
    write(even + centre + 48, sum6, out + (i << 2) + 24);
  }
}
