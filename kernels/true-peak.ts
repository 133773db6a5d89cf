/** The largest |sample| of each stretch of float32s, as float32s. */
export function stretchPeaks(count: usize, stretch: usize, samples: usize, peaks: usize): void {
  let out = peaks;
  for (let from: usize = 0; from < count; from += stretch) {
    const end = samples + (min(from + stretch, count) << 2);
    let at = samples + (from << 2);
    let four = f32x4.splat(0);
    for (; at + 16 <= end; at += 16) four = f32x4.pmax(four, f32x4.abs(v128.load(at)));
    let most = max(
      max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
      max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
    );
    for (; at < end; at += 4) most = max(most, abs(load<f32>(at)));
    store<f32>(out, most);
    out += 4;
  }
}
