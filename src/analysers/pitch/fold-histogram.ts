import { smoothCircular } from '../../dsp/smooth-circular.js';
import { type PeakFrames, tellsPitch } from './peak-frames.js';

/** Bins of the octave, one a cent. */
export const histogramBins = 1200;

/**
 * Magnitude of the peaks at each cent of the octave above C (A = 440 Hz is bin 900), with a sum of 1; peaks marked as
 * partials take no part. Of the frames [from, to); undefined where nothing sounds in them.
 */
export function foldHistogram(frames: PeakFrames, from = 0, to = frames.count): Float64Array | undefined {
  const { capacity, sizes, frequencies, magnitudes } = frames;
  const histogram = new Float64Array(histogramBins);
  let total = 0;
  for (let i = from; i < to; i++)
    for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) {
      if (!tellsPitch(frames, p)) continue;
      // a peak between two bins is shared, so that the histogram moves smoothly with tuning
      const cents = centsAboveC(frequencies[p]!);
      const below = Math.floor(cents);
      const weight = magnitudes[p]!;
      histogram[below]! += weight * (1 - (cents - below));
      histogram[(below + 1) % histogramBins]! += weight * (cents - below);
      total += weight;
    }
  return total === 0 ? undefined : histogram.map((weight) => weight / total);
}

/** A degree of the scale as played: a maximum of the smoothed histogram. */
export type Degree = {
  /** Above C. */
  readonly cents: number;
  /** Of all weight, what lies nearer to it than to other degrees. */
  readonly share: number;
  /** How far it stands above the higher of the valleys beside it, over its height: 1 where nothing sounds between degrees. */
  readonly prominence: number;
  /** Standard deviation of what lies within 35 cents of it; 20 where that is spread evenly. */
  readonly spreadCents: number;
};

/** Degrees lie farther apart than this, so that an octave has at most 34. */
const reachCents = 35;
export const maximumDegrees = Math.floor(histogramBins / reachCents);

/** Maxima of the histogram smoothed by 12 cents, more than 35 cents apart, that hold at least 1 % of it; ascending in cents above C. */
export function findDegrees(histogram: Float64Array): readonly Degree[] {
  const smooth = smoothCircular(histogram, 12);
  const maxima: number[] = [];
  for (let n = 0; n < histogramBins; n++) if (isMaximum(smooth, n, reachCents)) maxima.push(n);
  const shares = new Float64Array(maxima.length);
  for (let n = 0; n < histogramBins; n++) if (maxima.length > 0) shares[nearest(maxima, n)]! += histogram[n]!;
  return maxima
    .map((place, i) => ({
      cents: place + parabolaOffset(smooth, place),
      share: shares[i]!,
      prominence: prominence(smooth, place),
      spreadCents: spreadAbout(histogram, place),
    }))
    .filter(({ share }) => share >= 0.01);
}

function prominence(smooth: Float64Array, place: number): number {
  const valley = (direction: number) => {
    let least = Infinity;
    for (let d = 1; d <= 50; d++)
      least = Math.min(least, smooth[(place + direction * d + histogramBins) % histogramBins]!);
    return least;
  };
  return Math.max(0, 1 - Math.max(valley(1), valley(-1)) / smooth[place]!);
}

function spreadAbout(histogram: Float64Array, place: number): number {
  let [weight, sum, squares] = [0, 0, 0];
  for (let d = -reachCents; d <= reachCents; d++) {
    const here = histogram[(place + d + histogramBins) % histogramBins]!;
    weight += here;
    sum += here * d;
    squares += here * d * d;
  }
  return weight > 0 ? Math.sqrt(Math.max(0, squares / weight - (sum / weight) ** 2)) : NaN;
}

const degreeNumbers = ['cents', 'share', 'prominence', 'spreadCents'] as const;

/** Numbers of a row of degrees. */
export const degreesSize = degreeNumbers.length * maximumDegrees;

/** The cents of up to `maximumDegrees`, then their shares, prominences and spreads; NaN past the last. */
export function writeDegrees(degrees: readonly Degree[]): Float64Array {
  const row = new Float64Array(degreesSize).fill(NaN);
  degreeNumbers.forEach((name, block) => {
    for (const [i, degree] of degrees.entries()) row[block * maximumDegrees + i] = degree[name];
  });
  return row;
}

/** The degrees of such a row. */
export function readDegrees(row: ArrayLike<number>): readonly Degree[] {
  return Array.from({ length: maximumDegrees }, (_, i) => ({
    cents: row[i]!,
    share: row[maximumDegrees + i]!,
    prominence: row[2 * maximumDegrees + i]!,
    spreadCents: row[3 * maximumDegrees + i]!,
  })).filter(({ cents }) => !Number.isNaN(cents));
}

/** Of A = 440 Hz, folded into the octave: 0 to 1200. */
export function centsAboveC(hertz: number): number {
  return (1200 * Math.log2(hertz / 440) + 900 + 120000) % histogramBins;
}

/** Cents from `a` to `b` round the octave, -600 to 600. */
export function centsBetween(a: number, b: number): number {
  return ((((b - a + 600) % 1200) + 1200) % 1200) - 600;
}

function isMaximum(values: Float64Array, n: number, reach: number): boolean {
  const here = values[n]!;
  if (here === 0) return false;
  for (let d = 1; d <= reach; d++)
    if (values[(n + d) % values.length]! > here || values[(n - d + values.length) % values.length]! >= here)
      return false;
  return true;
}

function nearest(places: readonly number[], n: number): number {
  let best = 0;
  for (let i = 1; i < places.length; i++)
    if (Math.abs(centsBetween(places[i]!, n)) < Math.abs(centsBetween(places[best]!, n))) best = i;
  return best;
}

function parabolaOffset(values: Float64Array, n: number): number {
  const below = values[(n - 1 + values.length) % values.length]!;
  const above = values[(n + 1) % values.length]!;
  const bend = below - 2 * values[n]! + above;
  return bend === 0 ? 0 : (0.5 * (below - above)) / bend;
}
