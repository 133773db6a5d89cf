import { smoothCircular } from '../../dsp/smooth-circular.js';
import { mean, median, standardDeviation } from '../../dsp/statistics.js';
import { centsBetween, histogramBins } from './fold-histogram.js';
import type { LineNote } from './segment-notes.js';

export type Intonation = {
  /** How fast notes that come back have risen; NaN where too few do, or too loosely. */
  readonly driftCentsPerMinute: number;
  /** Standard deviation of the notes about the degree that they belong to; NaN where too few degrees come back. */
  readonly spreadCents: number;
  /** Mean distance of the notes from the median of their degree; above 0 more stray upwards. NaN as the spread. */
  readonly biasCents: number;
};

/** Two notes within a quarter of a tone of one another, round the octave, are taken for the same. */
const sameNoteCents = 50;
/** How many pairs of such notes, so far apart, tell of a drift. */
const fewestPairs = 10;
const pairSeconds = 5;
/** A drift less certain than this is not told, cents a second: 15 a minute. */
const mostDriftError = 15 / 60;
/** Degrees are the maxima of the notes' histogram under a Gaussian of this deviation, so they are half a semitone apart or more. */
const smoothingCents = 25;
const fewestNotes = 8;

/** How the notes of a line lie about degrees of their own, whatever the temperament. */
export function measureIntonation(notes: readonly LineNote[]): Intonation {
  const rising = drift(notes);
  // a drift that the scatter of the notes could be is none
  const known = !Number.isNaN(rising) && driftError(notes, spread(degreesOf(notes, rising))) <= mostDriftError;
  const degrees = degreesOf(notes, known ? rising : 0);
  const count = degrees.reduce((sum, { length }) => sum + length, 0);
  const enough = count >= fewestNotes;
  return {
    driftCentsPerMinute: known ? 60 * rising : NaN,
    spreadCents: enough ? spread(degrees) : NaN,
    biasCents: enough ? bias(degrees, count) : NaN,
  };
}

/** Standard error of the drift, cents a second, were the notes' places about their degrees independent. */
function driftError(notes: readonly LineNote[], spreadCents: number): number {
  return spreadCents / (standardDeviation(notes.map(({ middleSeconds }) => middleSeconds)) * Math.sqrt(notes.length));
}

/** The notes of each degree that comes back, as cents above its maximum, once what rises is level. */
function degreesOf(notes: readonly LineNote[], centsPerSecond: number): readonly number[][] {
  const level = notes.map((note) => ({ ...note, cents: note.cents - centsPerSecond * note.middleSeconds }));
  return groupByDegree(level).filter((deviations) => deviations.length > 1);
}

/** The weighted median slope of all pairs of the same note (Theil–Sen; Jaeckel 1972), found again with the drift taken out until it stands. */
function drift(notes: readonly LineNote[]): number {
  let centsPerSecond = 0;
  for (let pass = 0; pass < 5; pass++) {
    const slopes: { slope: number; weight: number }[] = [];
    let farApart = 0;
    for (let i = 0; i < notes.length; i++)
      for (let j = i + 1; j < notes.length; j++) {
        const seconds = notes[j]!.middleSeconds - notes[i]!.middleSeconds;
        const cents = centsBetween(notes[i]!.cents, notes[j]!.cents - centsPerSecond * seconds);
        if (Math.abs(cents) > sameNoteCents) continue;
        slopes.push({ slope: cents / seconds, weight: seconds });
        if (seconds >= pairSeconds) farApart++;
      }
    if (farApart < fewestPairs) return NaN;
    const change = weightedMedian(slopes);
    centsPerSecond += change;
    if (Math.abs(change) < 1e-3) break;
  }
  return centsPerSecond;
}

function weightedMedian(values: { readonly slope: number; readonly weight: number }[]): number {
  values.sort((a, b) => a.slope - b.slope);
  const half = values.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  return values.find(({ weight }) => (sum += weight) >= half)!.slope;
}

/** For each degree, how many cents its notes lie above the maximum. */
function groupByDegree(notes: readonly LineNote[]): readonly number[][] {
  const histogram = new Float64Array(histogramBins);
  const binOf = (cents: number) => ((Math.round(cents) % histogramBins) + histogramBins) % histogramBins;
  for (const { cents, seconds } of notes) histogram[binOf(cents)]! += seconds;
  const smooth = smoothCircular(histogram, smoothingCents);
  const maxima = [...smooth.keys()].filter((n) => {
    const before = smooth[(n - 1 + histogramBins) % histogramBins]!;
    return smooth[n]! > before && smooth[n]! >= smooth[(n + 1) % histogramBins]!;
  });
  const groups = maxima.map((): number[] => []);
  for (const { cents } of notes) {
    const distances = maxima.map((place) => centsBetween(place, cents));
    const nearest = distances.reduce((best, d, i) => (Math.abs(d) < Math.abs(distances[best]!) ? i : best), 0);
    groups[nearest]!.push(distances[nearest]!);
  }
  return groups;
}

/** From absolute deviations about the means of groups, unbiased for Gaussian ones however small the groups. */
function spread(degrees: readonly number[][]): number {
  let sum = 0;
  let expected = 0;
  for (const deviations of degrees) {
    const centre = mean(deviations);
    for (const deviation of deviations) sum += Math.abs(deviation - centre);
    expected += Math.sqrt(deviations.length * (deviations.length - 1));
  }
  return (Math.sqrt(Math.PI / 2) * sum) / expected;
}

function bias(degrees: readonly number[][], count: number): number {
  let sum = 0;
  for (const deviations of degrees) {
    const centre = median(deviations);
    for (const deviation of deviations) sum += deviation - centre;
  }
  return sum / count;
}
