/** H(z) = (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2). */
export type Biquad = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

/** Second-order low pass of quality `q` (0.7071 is Butterworth) by the bilinear transform, its cutoff kept in place. */
export function lowPass(rate: number, cutoffHz: number, q = Math.SQRT1_2): Biquad {
  const k = Math.tan((Math.PI * cutoffHz) / rate);
  const norm = 1 / (1 + k / q + k * k);
  const b0 = k * k * norm;
  return { b0, b1: 2 * b0, b2: b0, a1: 2 * (k * k - 1) * norm, a2: (1 - k / q + k * k) * norm };
}

/** Second-order high pass of quality `q` by the bilinear transform, its cutoff kept in place. */
export function highPass(rate: number, cutoffHz: number, q = Math.SQRT1_2): Biquad {
  const k = Math.tan((Math.PI * cutoffHz) / rate);
  const norm = 1 / (1 + k / q + k * k);
  return { b0: norm, b1: -2 * norm, b2: norm, a1: 2 * (k * k - 1) * norm, a2: (1 - k / q + k * k) * norm };
}

/** |H| at a frequency, linear. */
export function biquadGain({ b0, b1, b2, a1, a2 }: Biquad, hertz: number, rate: number): number {
  const angle = (2 * Math.PI * hertz) / rate;
  const power = (c0: number, c1: number, c2: number) =>
    (c0 + c1 * Math.cos(angle) + c2 * Math.cos(2 * angle)) ** 2 +
    (c1 * Math.sin(angle) + c2 * Math.sin(2 * angle)) ** 2;
  return Math.sqrt(power(b0, b1, b2) / power(1, a1, a2));
}
