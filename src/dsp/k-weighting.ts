import type { Biquad } from './biquad.js';

/**
 * The two filters of ITU-R BS.1770-4 at any rate: a 4 dB shelf above 1.7 kHz (the head), then a high pass at 38 Hz.
 * The recommendation prints coefficients for 48 kHz only; these are the analogue prototypes behind them, mapped by the
 * bilinear transform, and equal the printed ones at 48 kHz to 1e-8. (The printed high pass has a numerator of 1, -2, 1.)
 */
export function kWeighting(rate: number): { readonly shelf: Biquad; readonly highPass: Biquad } {
  const k = Math.tan((Math.PI * shelfHz) / rate);
  const high = 10 ** (shelfDecibels / 20);
  const band = high ** shelfBandExponent;
  const norm = 1 / (1 + k / shelfQuality + k * k);
  const shelf = {
    b0: (high + (band * k) / shelfQuality + k * k) * norm,
    b1: 2 * (k * k - high) * norm,
    b2: (high - (band * k) / shelfQuality + k * k) * norm,
    a1: 2 * (k * k - 1) * norm,
    a2: (1 - k / shelfQuality + k * k) * norm,
  };
  const h = Math.tan((Math.PI * highPassHz) / rate);
  const highNorm = 1 / (1 + h / highPassQuality + h * h);
  const highPass = {
    b0: 1,
    b1: -2,
    b2: 1,
    a1: 2 * (h * h - 1) * highNorm,
    a2: (1 - h / highPassQuality + h * h) * highNorm,
  };
  return { shelf, highPass };
}

// The prototypes that the printed 48 kHz coefficients come from (De Man 2014).
const shelfHz = 1681.974450955533;
const shelfDecibels = 3.999843853973347;
const shelfQuality = 0.7071752369554196;
const shelfBandExponent = 0.4996667741545416;
const highPassHz = 38.13547087602444;
const highPassQuality = 0.5003270373238773;

/** Loudness in LUFS of a K-weighted mean square, the channels summed: -0.691 + 10 log10(meanSquare). */
export function loudnessOf(meanSquare: number): number {
  return -0.691 + 10 * Math.log10(meanSquare);
}

/** The mean square whose loudness is given in LUFS. */
export function meanSquareOf(loudness: number): number {
  return 10 ** ((loudness + 0.691) / 10);
}
