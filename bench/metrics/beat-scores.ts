import { median } from '../../src/dsp/statistics.js';
import { checkEvents, type Events } from './match-events.js';
import { onsetScores } from './onset-scores.js';

/** Each 0 to 1; Cemgil's and the P-score pass 1 where beats crowd closer than their windows. */
export type BeatScores = {
  readonly fMeasure: number;
  readonly cemgil: number;
  readonly cemgilBest: number;
  readonly goto: number;
  readonly pScore: number;
  readonly cmlc: number;
  readonly cmlt: number;
  readonly amlc: number;
  readonly amlt: number;
  readonly informationGain: number;
};

/**
 * The measures of Davies, Degara & Plumbley 2009 (C4DM-TR-09-06), with the constants of mir_eval.
 * Beats before `trimSeconds` are left out; a score that too few beats leave undefined is 0.
 */
export function beatScores(reference: Events, estimated: Events, trimSeconds = 5): BeatScores {
  checkEvents(reference, 'reference beats');
  checkEvents(estimated, 'estimated beats');
  const references = trimBeats(reference, trimSeconds);
  const estimates = trimBeats(estimated, trimSeconds);
  return {
    fMeasure: onsetScores(references, estimates, 0.07).fMeasure,
    ...cemgilScores(references, estimates),
    goto: gotoScore(references, estimates),
    pScore: pScore(references, estimates),
    ...continuityScores(references, estimates),
    informationGain: informationGain(references, estimates),
  };
}

/** The beats from `trimSeconds` on. */
export function trimBeats(beats: Events, trimSeconds = 5): number[] {
  return Array.from(beats).filter((seconds) => seconds >= trimSeconds);
}

/** The beats as annotated, off the beat, at double tempo, and at half tempo from the first and the second beat. */
function metricalLevels(beats: readonly number[]): readonly (readonly number[])[] {
  const offbeat = beats.slice(1).map((seconds, i) => (seconds + beats[i]!) / 2);
  const double = beats.flatMap((seconds, i) => (i < offbeat.length ? [seconds, offbeat[i]!] : [seconds]));
  return [beats, offbeat, double, beats.filter((_, i) => i % 2 === 0), beats.filter((_, i) => i % 2 === 1)];
}

/** `sum over references of exp(-distance^2 / (2 * 0.04^2)) / mean(references, estimates)`; and the best over metrical levels. */
function cemgilScores(reference: readonly number[], estimated: readonly number[]) {
  if (reference.length === 0 || estimated.length === 0) return { cemgil: 0, cemgilBest: 0 };
  const sigmaSeconds = 0.04;
  const levels = metricalLevels(reference).map((beats) => {
    let sum = 0;
    for (const seconds of beats) {
      const distance = estimated[nearestIndex(estimated, seconds)]! - seconds;
      sum += Math.exp(-(distance ** 2) / (2 * sigmaSeconds ** 2));
    }
    return sum / ((beats.length + estimated.length) / 2);
  });
  return { cemgil: levels[0]!, cemgilBest: Math.max(...levels) };
}

/**
 * 1 when the longest run of correct beats is longer than a quarter of the references, its mean |error| < .2 and its SD < .2, else 0.
 * A beat is correct when exactly one estimate lies in its own half-intervals, nearer than .35 of one; Goto & Muraoka 1997.
 */
function gotoScore(reference: readonly number[], estimated: readonly number[]): number {
  const errors = reference.map((seconds, i) => {
    if (i === 0 || i === reference.length - 1) return 1;
    const before = (seconds - reference[i - 1]!) / 2;
    const after = (reference[i + 1]! - seconds) / 2;
    const near = estimated.filter((beat) => beat >= seconds - before && beat < seconds + after);
    if (near.length !== 1) return 1;
    const offset = near[0]! - seconds;
    return offset / (offset < 0 ? before : after);
  });
  const wrong = errors.flatMap((error, i) => (Math.abs(error) > 0.35 ? [i] : []));
  let run: number[];
  if (wrong.length < 3) {
    run = errors.slice(1, -2);
  } else {
    let longest = 1;
    for (let i = 2; i < wrong.length; i++)
      if (wrong[i]! - wrong[i - 1]! > wrong[longest]! - wrong[longest - 1]!) longest = i;
    const [start, end] = [wrong[longest - 1]!, wrong[longest]!];
    if (end - start - 1 <= 0.25 * (reference.length - 2)) return 0;
    // The wrong beats on either side belong to the run: mir_eval and the toolbox before it count them in mean and SD.
    run = errors.slice(start, end + 1);
  }
  if (run.length < 2) return 0;
  const mean = sumOf(run) / run.length;
  const variance = sumOf(run.map((error) => (error - mean) ** 2)) / (run.length - 1);
  return sumOf(run.map(Math.abs)) / run.length < 0.2 && Math.sqrt(variance) < 0.2 ? 1 : 0;
}

/** Pairs of 10 ms impulses within a fifth of the median reference interval, over the larger count of beats; McKinney et al. 2007. */
function pScore(reference: readonly number[], estimated: readonly number[]): number {
  if (reference.length < 2 || estimated.length < 2) return 0;
  const start = Math.min(reference[0]!, estimated[0]!);
  const impulses = (beats: readonly number[]) => [...new Set(beats.map((beat) => Math.ceil((beat - start) * 100)))];
  const references = impulses(reference);
  const estimates = impulses(estimated);
  const intervals = references.slice(1).map((index, i) => index - references[i]!);
  if (intervals.length === 0) return 0;
  const reach = roundHalfToEven(0.2 * median(intervals));
  let pairs = 0;
  for (const index of references) for (const other of estimates) if (Math.abs(other - index) <= reach) pairs++;
  return pairs / Math.max(reference.length, estimated.length);
}

/** Share of correct beats, total (t) and in the longest run (c), at the annotated level (CML) and at the best one (AML); Hainsworth 2004. */
function continuityScores(reference: readonly number[], estimated: readonly number[]) {
  if (reference.length < 2 || estimated.length < 2) return { cmlc: 0, cmlt: 0, amlc: 0, amlt: 0 };
  const levels = metricalLevels(reference).map((beats) => continuityAtLevel(beats, estimated));
  return {
    cmlc: levels[0]!.longest,
    cmlt: levels[0]!.total,
    amlc: Math.max(...levels.map((level) => level.longest)),
    amlt: Math.max(...levels.map((level) => level.total)),
  };
}

function continuityAtLevel(reference: readonly number[], estimated: readonly number[]) {
  // No reference can serve two estimates, for 2 * .175 < 1 - .175.
  const tolerance = 0.175;
  let correct = 0;
  let run = 0;
  let longest = 0;
  for (let e = 0; e < estimated.length; e++) {
    const r = nearestIndex(reference, estimated[e]!);
    // Intervals look back, except where there is nothing behind either beat.
    const isFirst = e === 0 || r === 0;
    const interval = intervalAt(reference, r, isFirst);
    const phase = Math.abs(estimated[e]! - reference[r]!) / interval;
    const period = Math.abs(1 - intervalAt(estimated, e, isFirst) / interval);
    if (phase < tolerance && period < tolerance) {
      correct++;
      run++;
      longest = Math.max(longest, run);
    } else run = 0;
  }
  const count = Math.max(reference.length, estimated.length);
  return { total: correct / count, longest: longest / count };
}

/** Seconds to the next beat or from the previous one; NaN for a lone beat, which no tolerance admits. */
function intervalAt(beats: readonly number[], index: number, forward: boolean): number {
  const end = forward && index + 1 < beats.length ? index + 1 : index;
  return end === 0 ? Number.NaN : beats[end]! - beats[end - 1]!;
}

/** `1 - H / log2(41)`, H the larger entropy of the 41-bin histograms of beat errors, references to estimates and back; Davies et al. 2011. */
function informationGain(reference: readonly number[], estimated: readonly number[]): number {
  if (reference.length < 2 || estimated.length < 2) return 0;
  const bins = 41;
  const entropy = Math.max(errorEntropy(reference, estimated, bins), errorEntropy(estimated, reference, bins));
  return 1 - entropy / Math.log2(bins);
}

/** Bits. The error of each estimate is in intervals of the reference, wrapped to ±.5. */
function errorEntropy(reference: readonly number[], estimated: readonly number[], bins: number): number {
  const counts = Array.from({ length: bins }, () => 0);
  for (const seconds of estimated) {
    const r = nearestIndex(reference, seconds);
    const offset = seconds - reference[r]!;
    // Published figures divide what comes before the first beat by the whole span, backwards: an oddity of mir_eval, kept.
    const turns =
      r === 0 && offset < 0
        ? offset / (reference[0]! - reference.at(-1)!)
        : offset / intervalAt(reference, r, offset >= 0);
    const wrapped = turns - Math.ceil(turns - 0.5);
    let bin = bins - 1;
    while (bin > 0 && wrapped < bin / bins - 0.5) bin--;
    counts[bin]!++;
  }
  return -sumOf(
    counts.map((count) => (count === 0 ? 0 : (count / estimated.length) * Math.log2(count / estimated.length))),
  );
}

/** The first of equally near ones. */
function nearestIndex(ascending: readonly number[], seconds: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low > 0 && seconds - ascending[low - 1]! <= Math.abs(ascending[low]! - seconds) ? low - 1 : low;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}
