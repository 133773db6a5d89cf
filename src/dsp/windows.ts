/** Periodic Hann window, scaled to a sum of 2: a full-scale sine on a bin has magnitude 1. */
export function hann(size: number): Float64Array {
  return scaled(size, (phase) => 0.5 - 0.5 * Math.cos(phase));
}

/** Periodic 4-term Blackman-Harris window (Harris 1978, -92 dB side lobes), scaled to a sum of 2. */
export function blackmanHarris(size: number): Float64Array {
  return scaled(
    size,
    (phase) => 0.35875 - 0.48829 * Math.cos(phase) + 0.14128 * Math.cos(2 * phase) - 0.01168 * Math.cos(3 * phase),
  );
}

function scaled(size: number, shape: (phase: number) => number): Float64Array {
  const window = Float64Array.from({ length: size }, (_, n) => shape((2 * Math.PI * n) / size));
  let sum = 0;
  for (const weight of window) sum += weight;
  return window.map((weight) => (2 * weight) / sum);
}
