import { wholeBandHz } from '../analysers/needed-bands.js';
import { highestHz } from '../analysers/timbre/spectral-frames.js';
import type { AudioFormat } from '../audio/pcm.js';
import type { TrackScore } from '../catalogue/scorer.js';
import type { Contribution } from '../scoring/contributions.js';
import type { Estimate } from '../scoring/resample.js';
import type { Score } from '../scoring/score.js';
import { channelWord } from './analysis-summary.js';
import { printable } from './printable.js';
import { formatClock } from './quantity.js';

const mostApart = 6;
const mostOrdinary = 4;

/** What was heard of a recording, and how much of it was compared. */
export type Heard = Pick<TrackScore, 'excerpt' | 'seconds'> & {
  readonly format: AudioFormat;
  /** Where the recording's spectrum ends; null where that is not known. */
  readonly bandwidthHz: number | null;
};

/** What was compared of a recording, a line each: 'Ogg, 44100 Hz, stereo, 0:24; compared: 0:00–0:24', and its bandwidth. */
export function comparedText({ format, excerpt, seconds, bandwidthHz }: Heard): readonly string[] {
  const span = `${formatClock(excerpt.startSeconds)}–${formatClock(excerpt.startSeconds + excerpt.seconds)}`;
  return [
    `${format.container}, ${format.sampleRate} Hz, ${channelWord(format.channelCount)}, ${formatClock(seconds)}; compared: ${span}`,
    ...bandwidthText(bandwidthHz),
  ];
}

/** Timbre looks no higher than what lossy references have: said, since a recording may reach higher, or not so far. */
function bandwidthText(bandwidthHz: number | null): readonly string[] {
  if (bandwidthHz === null) return [];
  const kilohertz = (hertz: number) => `${hertz / 1000} kHz`;
  const reach = `timbre is compared up to ${kilohertz(highestHz)}; the recording reaches ${kilohertz(bandwidthHz)}`;
  if (bandwidthHz < wholeBandHz) return [`${reach}: what needs more is compared only with a genre that ends there too`];
  return [bandwidthHz < highestHz ? `${reach}: what is missing above counts as its timbre` : reach];
}

/** A percentile with no digit finer than its interval supports. */
export function roundedTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** A percentile as it is told and drawn: no digit that its interval does not support, the interval rounded outwards. */
export function toldOf({ value, low, high, step }: Estimate): Pick<Estimate, 'value' | 'low' | 'high'> {
  return {
    value: roundedTo(value, step),
    low: Math.floor(low / step) * step,
    high: Math.ceil(high / step) * step,
  };
}

/** '80–100', rounded outwards. */
export function intervalOf(estimate: Estimate): string {
  const { low, high } = toldOf(estimate);
  return `${low}–${high}`;
}

/** What a departure says, in words. */
export function meaning({ value, step }: Estimate, title: string): string {
  const rounded = roundedTo(value, step);
  const nearer = rounded <= 0 ? `fewer than ${step}` : rounded >= 100 ? `more than ${100 - step}` : String(rounded);
  const zone = rounded <= 10 ? 'the generic zone' : rounded >= 90 ? 'distinctive' : 'within the ordinary';
  return `${nearer} of 100 ${printable(title)} tracks lie nearer their average: ${zone}`;
}

/** The largest contributions, at most two of one analyser, so that one trait is not told six times. */
export function distinctive(contributions: readonly Contribution[]): readonly Contribution[] {
  const told = new Map<string, number>();
  const chosen: Contribution[] = [];
  for (const contribution of contributions) {
    const analyser = contribution.id.slice(0, contribution.id.indexOf('/'));
    const times = told.get(analyser) ?? 0;
    if (chosen.length === mostApart) break;
    if (times === 2 || Math.abs(contribution.z ?? 1) < 1) continue;
    told.set(analyser, times + 1);
    chosen.push(contribution);
  }
  return chosen;
}

/**
 * The features nearest their genre's median, one an aspect. One of which the departure is made more than of features on
 * average is not ordinary, however near it lies: beside others it may be rare where alone it is not.
 */
export function typical(
  contributions: readonly Contribution[],
  apart: readonly Contribution[],
): readonly Contribution[] {
  const nearest = contributions
    .filter(
      (contribution) =>
        contribution.z !== null &&
        Math.abs(contribution.z) < 0.5 &&
        contribution.share * contributions.length <= 1 &&
        !apart.includes(contribution),
    )
    .sort((a, b) => Math.abs(a.z!) - Math.abs(b.z!));
  return nearest
    .filter(({ aspect }, i) => nearest.findIndex((other) => other.aspect === aspect) === i)
    .slice(0, mostOrdinary);
}

/** The genres that it could belong to. */
export function genreText({ genres, belonging }: Pick<Score, 'genres' | 'belonging'>): string {
  const verdict = (names: readonly string[]) => names.map(printable).join(', ');
  if (belonging.every(({ belongingProbability }) => belongingProbability === null))
    return 'not told: there is no other genre to compare with';
  if (genres.in.length > 0)
    return `could be ${verdict(genres.in)}${genres.undecided.length > 0 ? `; undecided: ${verdict(genres.undecided)}` : ''}`;
  if (genres.undecided.length > 0) return `undecided: ${verdict(genres.undecided)} (too few references)`;
  return `unlike every reference that is loaded (nearest: ${printable(belonging[0]?.genre ?? 'none')})`;
}

/** Each reason once, with how many features it takes out. */
export function maskedText({ coverage }: Pick<Score, 'coverage'>): string {
  const reasons = new Map<string, number>();
  for (const { reason } of coverage.masked) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, count]) => `${printable(reason)} (${count})`).join('; ');
}

/** Ready to begin a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
