// Blocks of float32 samples, four at a time: arrays are read and written as far as a multiple of four.

/** NaN and infinities become 0, in place; returns how many there were. */
export function silenceUndefined(count: usize, samples: usize): usize {
  const zero = f32x4.splat(0);
  let undefinedSamples: usize = 0;
  for (let at = samples; at < samples + (count << 2); at += 16) {
    const four = v128.load(at);
    const isFinite = f32x4.eq(f32x4.sub(four, four), zero);
    const mask = i32x4.bitmask(isFinite);
    if (mask == 15) continue;
    undefinedSamples += 4 - popcnt(mask);
    v128.store(at, v128.and(four, isFinite));
  }
  return undefinedSamples;
}

/** (left + right) / 2 */
export function middle(count: usize, left: usize, right: usize, out: usize): void {
  const half = f32x4.splat(0.5);
  for (let at: usize = 0; at < count << 2; at += 16)
    v128.store(out + at, f32x4.mul(half, f32x4.add(v128.load(left + at), v128.load(right + at))));
}

/** (left - right) / 2 */
export function side(count: usize, left: usize, right: usize, out: usize): void {
  const half = f32x4.splat(0.5);
  for (let at: usize = 0; at < count << 2; at += 16)
    v128.store(out + at, f32x4.mul(half, f32x4.sub(v128.load(left + at), v128.load(right + at))));
}
