import { mean } from '../../dsp/statistics.js';

/** sum (x_i - m)(x_{i+1} - m) / sum (x_i - m)^2; NaN where nothing varies. */
export function lagOneCorrelation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let [products, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    squares += (values[i]! - centre) ** 2;
    if (i > 0) products += (values[i]! - centre) * (values[i - 1]! - centre);
  }
  return squares > 0 ? products / squares : NaN;
}

const shortest = 8;
const perOctave = 4;
const fewestSegments = 4;

/**
 * The exponent a of detrended fluctuation analysis: F(n) ~ n^a, F(n) the RMS distance of the summed deviations from the line
 * that fits them best in segments of n, n = 8 to a quarter of all (Peng et al. 1994). White noise has 0.5, 1/f noise 1.
 */
export function fluctuationExponent(values: ArrayLike<number>): number {
  const centre = mean(values);
  const sums = new Float64Array(values.length);
  for (let i = 0, sum = 0; i < values.length; i++) sums[i] = sum += values[i]! - centre;
  const points: [number, number][] = [];
  for (let octave = 0; ; octave++) {
    const length = Math.round(shortest * 2 ** (octave / perOctave));
    if (length * fewestSegments > values.length) break;
    const square = meanSquareAboutLines(sums, length);
    if (square > 0) points.push([Math.log(length), 0.5 * Math.log(square)]);
  }
  return points.length < 3 ? NaN : slopeOf(points);
}

function meanSquareAboutLines(sums: Float64Array, length: number): number {
  const segments = Math.floor(sums.length / length);
  const middle = (length - 1) / 2;
  const spread = (length * (length * length - 1)) / 12;
  let total = 0;
  for (let segment = 0; segment < segments; segment++) {
    const start = segment * length;
    let [sum, product, squares] = [0, 0, 0];
    for (let i = 0; i < length; i++) {
      const value = sums[start + i]!;
      sum += value;
      product += (i - middle) * value;
      squares += value * value;
    }
    total += Math.max(0, squares - (sum * sum) / length - (product * product) / spread);
  }
  return total / (segments * length);
}

function slopeOf(points: readonly (readonly [number, number])[]): number {
  const [x, y] = [mean(points.map(([value]) => value)), mean(points.map(([, value]) => value))];
  let [products, squares] = [0, 0];
  for (const [a, b] of points) {
    products += (a - x) * (b - y);
    squares += (a - x) ** 2;
  }
  return products / squares;
}
