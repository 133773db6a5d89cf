// Blocks of float32 samples, four at a time: arrays are read and written as far as a multiple of four.

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
