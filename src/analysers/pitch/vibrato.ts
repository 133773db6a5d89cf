import { hann } from '../../dsp/windows.js';

/** Half of the distance from trough to crest, and the turns a second. */
export type Vibrato = { readonly rateHz: number; readonly extentCents: number };

const slowestHz = 3.5;
const fastestHz = 9;
const stepHz = 0.25;
/** The best sinusoid must explain this share of the movement, and turn at least this wide. */
const leastExplained = 0.7;
const leastExtentCents = 8;

/**
 * The vibrato of a stretch of pitch in cents, rows `hopSeconds` apart: less its trend, the sinusoid of 3.5 to 9 Hz that
 * explains most under a Hann window; undefined where none does well.
 */
export function findVibrato(cents: Float64Array, hopSeconds: number): Vibrato | undefined {
  const window = hann(cents.length);
  const rest = withoutTrend(cents, window);
  let power = 0;
  for (let n = 0; n < rest.length; n++) power += 0.5 * window[n]! * rest[n]! ** 2;
  const steps = Math.round((fastestHz - slowestHz) / stepHz);
  const amplitudes = Array.from({ length: steps + 1 }, (_, i) =>
    amplitudeAt(rest, window, (slowestHz + i * stepHz) * hopSeconds),
  );
  const best = amplitudes.indexOf(Math.max(...amplitudes));
  if (best === 0 || best === steps) return undefined;
  const [below, here, above] = [amplitudes[best - 1]!, amplitudes[best]!, amplitudes[best + 1]!];
  const offset = (0.5 * (below - above)) / (below - 2 * here + above);
  const extentCents = here - 0.25 * (below - above) * offset;
  if (extentCents < leastExtentCents || 0.5 * extentCents ** 2 < leastExplained * power) return undefined;
  return { rateHz: slowestHz + (best + offset) * stepHz, extentCents };
}

/** Amplitude of the sinusoid of `turns` per row; the window sums to 2. */
function amplitudeAt(values: Float64Array, window: Float64Array, turns: number): number {
  let real = 0;
  let imaginary = 0;
  for (let n = 0; n < values.length; n++) {
    real += window[n]! * values[n]! * Math.cos(2 * Math.PI * turns * n);
    imaginary += window[n]! * values[n]! * Math.sin(2 * Math.PI * turns * n);
  }
  return Math.hypot(real, imaginary);
}

/** The values less the line that fits them best under the window's weights. */
function withoutTrend(values: Float64Array, window: Float64Array): Float64Array {
  const centre = values.length / 2;
  let total = 0;
  let mean = 0;
  let product = 0;
  let squares = 0;
  for (let n = 0; n < values.length; n++) {
    total += window[n]!;
    mean += window[n]! * values[n]!;
    product += window[n]! * values[n]! * (n - centre);
    squares += window[n]! * (n - centre) ** 2;
  }
  mean /= total;
  return values.map((value, n) => value - mean - (product / squares) * (n - centre));
}
