/** Circular convolution with a Gaussian of unit sum, cut at four deviations; `deviation` in places. */
export function smoothCircular(values: Float64Array, deviation: number): Float64Array {
  const reach = Math.min(Math.ceil(4 * deviation), (values.length - 1) >> 1);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / deviation) ** 2),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const smooth = new Float64Array(values.length);
  for (let n = 0; n < values.length; n++) {
    if (values[n] === 0) continue;
    for (let i = 0; i < kernel.length; i++)
      smooth[(n + i - reach + values.length) % values.length]! += (values[n]! * kernel[i]!) / total;
  }
  return smooth;
}
