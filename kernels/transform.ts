// Radix-4 decimation in time: the passes of src/dsp/fft.ts. `real` and `imaginary` hold float64s.

/** window[n] x input[n], input[n + 1] as two float64s. */
function windowedPair(input: usize, window: usize, n: usize): v128 {
  return f64x2.mul(v128.load(window + (n << 3)), f64x2.promote_low_f32x4(v128.load64_zero(input + (n << 2))));
}

/** (real, imaginary) times -i: (imaginary, -real). */
function turned(value: v128): v128 {
  return v128.xor(v128.shuffle<f64>(value, value, 1, 0), i64x2(0, i64.MIN_VALUE));
}

/** Of two complex numbers, the real parts to `real` and the imaginary ones to `imaginary`. */
function storePair(real: usize, imaginary: usize, first: v128, second: v128): void {
  v128.store(real, v128.shuffle<f64>(first, second, 0, 2));
  v128.store(imaginary, v128.shuffle<f64>(first, second, 1, 3));
}

/** The radix-2 pass over the windowed float32 input, (even, odd) samples as complex numbers in bit-reversed order. */
export function loadPairs(
  size: usize,
  input: usize,
  window: usize,
  reversed: usize,
  real: usize,
  imaginary: usize,
): void {
  for (let i: usize = 0; i < size; i += 2) {
    const n: usize = 2 * load<u32>(reversed + (i << 2));
    const a = windowedPair(input, window, n);
    const b = windowedPair(input, window, n + size);
    storePair(real + (i << 3), imaginary + (i << 3), f64x2.add(a, b), f64x2.sub(a, b));
  }
}

/** The first radix-4 pass over the same: quarters of the frame in the order 0, 2, 1, 3. */
export function loadQuadruples(
  size: usize,
  input: usize,
  window: usize,
  reversed: usize,
  real: usize,
  imaginary: usize,
): void {
  const apart = size >> 1;
  for (let i: usize = 0; i < size; i += 4) {
    const n: usize = 2 * load<u32>(reversed + (i << 2));
    const a = windowedPair(input, window, n);
    const c = windowedPair(input, window, n + apart);
    const b = windowedPair(input, window, n + 2 * apart);
    const d = windowedPair(input, window, n + 3 * apart);
    const sum = f64x2.add(a, b);
    const difference = f64x2.sub(a, b);
    const cross = f64x2.add(c, d);
    const turn = turned(f64x2.sub(c, d));
    const at = i << 3;
    storePair(real + at, imaginary + at, f64x2.add(sum, cross), f64x2.add(difference, turn));
    storePair(real + at + 16, imaginary + at + 16, f64x2.sub(sum, cross), f64x2.sub(difference, turn));
  }
}

/** Puts values into bit-reversed order. */
export function permute(size: usize, values: usize, reversed: usize): void {
  for (let i: usize = 0; i < size; i++) {
    const j: usize = load<u32>(reversed + (i << 2));
    if (j > i) {
      const held = load<f64>(values + (i << 3));
      store<f64>(values + (i << 3), load<f64>(values + (j << 3)));
      store<f64>(values + (j << 3), held);
    }
  }
}

/** The radix-2 pass over neighbours. */
export function pairs(size: usize, real: usize, imaginary: usize): void {
  addAndSubtract(size, real);
  addAndSubtract(size, imaginary);
}

function addAndSubtract(size: usize, values: usize): void {
  for (let at = values; at < values + (size << 3); at += 16) {
    const first = load<f64>(at);
    const second = load<f64>(at + 8);
    store<f64>(at, first + second);
    store<f64>(at + 8, first - second);
  }
}

/** The first radix-4 pass, whose twiddles are all 1. */
export function quadruples(size: usize, real: usize, imaginary: usize): void {
  for (let at: usize = 0; at < size << 3; at += 32) {
    const r = real + at;
    const m = imaginary + at;
    const sumReal = load<f64>(r) + load<f64>(r + 8);
    const sumImaginary = load<f64>(m) + load<f64>(m + 8);
    const differenceReal = load<f64>(r) - load<f64>(r + 8);
    const differenceImaginary = load<f64>(m) - load<f64>(m + 8);
    const crossReal = load<f64>(r + 16) + load<f64>(r + 24);
    const crossImaginary = load<f64>(m + 16) + load<f64>(m + 24);
    const turnReal = load<f64>(r + 16) - load<f64>(r + 24);
    const turnImaginary = load<f64>(m + 16) - load<f64>(m + 24);
    store<f64>(r, sumReal + crossReal);
    store<f64>(m, sumImaginary + crossImaginary);
    store<f64>(r + 8, differenceReal + turnImaginary);
    store<f64>(m + 8, differenceImaginary - turnReal);
    store<f64>(r + 16, sumReal - crossReal);
    store<f64>(m + 16, sumImaginary - crossImaginary);
    store<f64>(r + 24, differenceReal - turnImaginary);
    store<f64>(m + 24, differenceImaginary + turnReal);
  }
}

/** One radix-4 pass over blocks of 4 quarters, a quarter being 2 numbers or more; of the twiddles, see src/dsp/fft.ts. */
export function pass(size: usize, real: usize, imaginary: usize, quarter: usize, twiddles: usize): void {
  const apart = quarter << 3;
  for (let block: usize = 0; block < size << 3; block += 4 * apart) {
    let r = real + block;
    let m = imaginary + block;
    let t = twiddles;
    for (const end = r + apart; r < end; r += 16, m += 16, t += 96) {
      const w1Real = v128.load(t);
      const w1Imaginary = v128.load(t + 16);
      const w2Real = v128.load(t + 32);
      const w2Imaginary = v128.load(t + 48);
      const w3Real = v128.load(t + 64);
      const w3Imaginary = v128.load(t + 80);
      const bReal = v128.load(r + apart);
      const bImaginary = v128.load(m + apart);
      const cReal = v128.load(r + 2 * apart);
      const cImaginary = v128.load(m + 2 * apart);
      const dReal = v128.load(r + 3 * apart);
      const dImaginary = v128.load(m + 3 * apart);
      const b2Real = f64x2.sub(f64x2.mul(bReal, w2Real), f64x2.mul(bImaginary, w2Imaginary));
      const b2Imaginary = f64x2.add(f64x2.mul(bReal, w2Imaginary), f64x2.mul(bImaginary, w2Real));
      const c1Real = f64x2.sub(f64x2.mul(cReal, w1Real), f64x2.mul(cImaginary, w1Imaginary));
      const c1Imaginary = f64x2.add(f64x2.mul(cReal, w1Imaginary), f64x2.mul(cImaginary, w1Real));
      const d3Real = f64x2.sub(f64x2.mul(dReal, w3Real), f64x2.mul(dImaginary, w3Imaginary));
      const d3Imaginary = f64x2.add(f64x2.mul(dReal, w3Imaginary), f64x2.mul(dImaginary, w3Real));
      const sumReal = f64x2.add(v128.load(r), b2Real);
      const sumImaginary = f64x2.add(v128.load(m), b2Imaginary);
      const differenceReal = f64x2.sub(v128.load(r), b2Real);
      const differenceImaginary = f64x2.sub(v128.load(m), b2Imaginary);
      const crossReal = f64x2.add(c1Real, d3Real);
      const crossImaginary = f64x2.add(c1Imaginary, d3Imaginary);
      const turnReal = f64x2.sub(c1Real, d3Real);
      const turnImaginary = f64x2.sub(c1Imaginary, d3Imaginary);
      v128.store(r, f64x2.add(sumReal, crossReal));
      v128.store(m, f64x2.add(sumImaginary, crossImaginary));
      v128.store(r + apart, f64x2.add(differenceReal, turnImaginary));
      v128.store(m + apart, f64x2.sub(differenceImaginary, turnReal));
      v128.store(r + 2 * apart, f64x2.sub(sumReal, crossReal));
      v128.store(m + 2 * apart, f64x2.sub(sumImaginary, crossImaginary));
      v128.store(r + 3 * apart, f64x2.sub(differenceReal, turnImaginary));
      v128.store(m + 3 * apart, f64x2.add(differenceImaginary, turnReal));
    }
  }
}

/** From the transform of `size` (even, odd) pairs, the size + 1 bins of the transform of the frame. */
export function unravel(size: usize, real: usize, imaginary: usize, cosine: usize, sine: usize): void {
  const sum = load<f64>(real) + load<f64>(imaginary);
  const difference = load<f64>(real) - load<f64>(imaginary);
  store<f64>(real, sum);
  store<f64>(imaginary, 0);
  store<f64>(real + (size << 3), difference);
  store<f64>(imaginary + (size << 3), 0);
  const half = f64x2.splat(0.5);
  let k: usize = 1;
  // bins k and k + 1 with their mirrors, as long as these are others
  for (; k << 1 < size - 2; k += 2) {
    const at = k << 3;
    const mirror = (size - k - 1) << 3;
    const hereReal = v128.load(real + at);
    const hereImaginary = v128.load(imaginary + at);
    const thereReal = swapped(v128.load(real + mirror));
    const thereImaginary = swapped(v128.load(imaginary + mirror));
    const evenReal = f64x2.mul(half, f64x2.add(hereReal, thereReal));
    const evenImaginary = f64x2.mul(half, f64x2.sub(hereImaginary, thereImaginary));
    const oddReal = f64x2.mul(half, f64x2.add(hereImaginary, thereImaginary));
    const oddImaginary = f64x2.mul(half, f64x2.sub(thereReal, hereReal));
    const c = v128.load(cosine + at);
    const s = v128.load(sine + at);
    const turnedReal = f64x2.add(f64x2.mul(c, oddReal), f64x2.mul(s, oddImaginary));
    const turnedImaginary = f64x2.sub(f64x2.mul(c, oddImaginary), f64x2.mul(s, oddReal));
    v128.store(real + at, f64x2.add(evenReal, turnedReal));
    v128.store(imaginary + at, f64x2.add(evenImaginary, turnedImaginary));
    v128.store(real + mirror, swapped(f64x2.sub(evenReal, turnedReal)));
    v128.store(imaginary + mirror, swapped(f64x2.sub(turnedImaginary, evenImaginary)));
  }
  for (; k << 1 <= size; k++) {
    const at = k << 3;
    const mirror = (size - k) << 3;
    const evenReal = 0.5 * (load<f64>(real + at) + load<f64>(real + mirror));
    const evenImaginary = 0.5 * (load<f64>(imaginary + at) - load<f64>(imaginary + mirror));
    const oddReal = 0.5 * (load<f64>(imaginary + at) + load<f64>(imaginary + mirror));
    const oddImaginary = 0.5 * (load<f64>(real + mirror) - load<f64>(real + at));
    const c = load<f64>(cosine + at);
    const s = load<f64>(sine + at);
    const turnedReal = c * oddReal + s * oddImaginary;
    const turnedImaginary = c * oddImaginary - s * oddReal;
    store<f64>(real + at, evenReal + turnedReal);
    store<f64>(imaginary + at, evenImaginary + turnedImaginary);
    store<f64>(real + mirror, evenReal - turnedReal);
    store<f64>(imaginary + mirror, turnedImaginary - evenImaginary);
  }
}

function swapped(value: v128): v128 {
  return v128.shuffle<f64>(value, value, 1, 0);
}

function squares(real: usize, imaginary: usize, k: usize): v128 {
  const r = v128.load(real + (k << 3));
  const m = v128.load(imaginary + (k << 3));
  return f64x2.add(f64x2.mul(r, r), f64x2.mul(m, m));
}

/** |X|^2 as float32s; `count` is even, one more than is meant does no harm. */
export function powers(count: usize, real: usize, imaginary: usize, out: usize): void {
  for (let k: usize = 0; k < count; k += 2)
    v128.store64_lane(out + (k << 2), v128.demote_zero<f64>(squares(real, imaginary, k)), 0);
}

/** |X| as float32s; `count` is even, one more than is meant does no harm. */
export function magnitudes(count: usize, real: usize, imaginary: usize, out: usize): void {
  for (let k: usize = 0; k < count; k += 2)
    v128.store64_lane(out + (k << 2), v128.demote_zero<f64>(f64x2.sqrt(squares(real, imaginary, k))), 0);
}
