import type { MetricalLikelihood } from './metrical-likelihood.js';

type PositionEvidence = Pick<MetricalLikelihood, 'count' | 'beat' | 'half' | 'subdivision'>;

/** Beats as frame indices, ascending, and the evidence for the path they lie on. */
export type BeatPath = {
  readonly frames: readonly number[];
  /** Nats for the whole path, prior and tempo changes included. */
  readonly score: number;
};

/** What the tracker believes before it listens. */
export type BeatPathOptions = {
  /** Share of the evidence taken at face value: neighbouring frames repeat each other. */
  readonly trust: number;
  /** Nats for a change of the interval by its own length; smaller changes in proportion. */
  readonly steadiness: number;
  /** The tempo expected, the width of the expectation in octaves, and its weight in nats for 30 s. */
  readonly expectedBpm: number;
  readonly expectedOctaves: number;
  readonly expectation: number;
};

const expectationFrames = 3000;
/** Nats against three divisions of a beat, which are rarer than two. */
const tripleCost = 1;

/**
 * The likeliest beats: a hidden semi-Markov chain whose states are the beat intervals and whose segments are beats, so
 * that each step explains a beat and its divisions at once.
 * V(t, L) = beat(t) + max over L' near L of V(t - L', L') + inside(t - L', L') - steadiness |L / L' - 1|,
 * inside(t, L) = the greater of the duple and the triple divisions' evidence + the tempo's prior.
 * `after` frames, where given, are the interval that led to a beat on frame 0, from which the path then starts.
 * Equal to the bar-pointer model with tempo changes at beats (Krebs, Boeck & Widmer 2015), at the cost of a beat model.
 */
export function beatPath(
  likelihood: PositionEvidence,
  intervals: readonly number[],
  options: BeatPathOptions,
  after?: number,
): BeatPath {
  const { count } = likelihood;
  const width = intervals.length;
  const { from, to, cost } = transitions(intervals, options.steadiness);
  const divisions = divisionEvidence(likelihood, intervals, options);
  const start = Float64Array.from(intervals, (interval) =>
    after === undefined ? 0 : -options.steadiness * Math.abs(interval / after - 1),
  );
  // every entry is written before it is read
  if (scratch.length < count * width) scratch = new Float64Array(count * width);
  const ahead = scratch;
  let score = -Infinity;
  let last = -1;
  let state = 0;

  // No interval is shorter than a block, so that a block depends on earlier ones only and its loops run along memory.
  const block = intervals[0] ?? 1;
  const most = new Float64Array(block);
  for (let first = 0; first < count; first += block) {
    const length = Math.min(block, count - first);
    for (let i = 0; i < width; i++) {
      const interval = intervals[i]!;
      const lastStart = after === undefined ? interval - 1 : 0;
      for (let n = 0; n < length; n++) most[n] = first + n <= lastStart ? start[i]! : -Infinity;
      // The likeliest predecessor first: where the comparisons mostly fail, they cost nothing.
      raise(most, ahead, i * count + first - interval, interval - first, length, 0);
      for (let j = from[i]!; j < to[i]!; j++)
        if (j !== i)
          raise(most, ahead, j * count + first - intervals[j]!, intervals[j]! - first, length, cost[i * width + j]!);
      explain(most, ahead, i * count, first, length, divisions, divisions.of[i]!);
      for (let t = Math.max(first, count - interval); t < first + length; t++)
        if (ahead[i * count + t]! > score) {
          score = ahead[i * count + t]!;
          last = t;
          state = i;
        }
    }
  }

  const frames: number[] = [];
  for (let t = last; t >= 0; ) {
    frames.push(t);
    const lastStart = after === undefined ? intervals[state]! - 1 : 0;
    let most = t <= lastStart ? start[state]! : -Infinity;
    let origin = -1;
    for (let j = from[state]!; j < to[state]!; j++) {
      const place = t - intervals[j]!;
      if (place < 0) break;
      const value = ahead[j * count + place]! - cost[state * width + j]!;
      if (value > most) [most, origin] = [value, j];
    }
    if (origin < 0) break;
    t -= intervals[origin]!;
    state = origin;
  }
  return { frames: frames.reverse(), score };
}

/** Raises most[n] to `ahead[source + n] - change` where that is more, for n = from .. length - 1. */
function raise(
  most: Float64Array,
  ahead: Float64Array,
  source: number,
  from: number,
  length: number,
  change: number,
): void {
  for (let n = Math.max(0, from); n < length; n++) {
    const value = ahead[source + n]! - change;
    if (value > most[n]!) most[n] = value;
  }
}

/** Writes to ahead[row + first ..] the score `most` of the ways to each frame, its beat and the better of its interval's divisions. */
function explain(
  most: Float64Array,
  ahead: Float64Array,
  row: number,
  first: number,
  length: number,
  { beat, duple, finer }: DivisionEvidence,
  { quarter, third, middle, twoThirds, threeQuarters, prior }: Divisions,
): void {
  for (let n = 0, t = first; n < length; n++, t++) {
    const two = duple[t + middle]! + finer[t + quarter]! + finer[t + threeQuarters]!;
    const three = finer[t + third]! + finer[t + twoThirds]! - tripleCost;
    ahead[row + t] = most[n]! + beat[t]! + ((two > three ? two : three) + prior);
  }
}

/**
 * The best path to a beat on frame t that is followed by interval i, the inside of that interval included: kept from call to
 * call, since a window asks eight times for some megabytes.
 */
let scratch = new Float64Array(0);

/** How many frames after a beat its divisions lie, and the nats that its interval has beforehand. */
type Divisions = Readonly<Record<'quarter' | 'third' | 'middle' | 'twoThirds' | 'threeQuarters' | 'prior', number>>;

/** The evidence that frames are beats or divisions, trusted so far, and where the divisions of each interval lie. */
type DivisionEvidence = {
  readonly beat: Float64Array;
  readonly duple: Float64Array;
  readonly finer: Float64Array;
  readonly of: readonly Divisions[];
};

function divisionEvidence(
  { count, beat, half, subdivision }: PositionEvidence,
  intervals: readonly number[],
  { trust, expectedBpm, expectedOctaves, expectation }: BeatPathOptions,
): DivisionEvidence {
  const longest = intervals.at(-1) ?? 0;
  const duple = new Float64Array(count + longest);
  const finer = new Float64Array(count + longest);
  const trusted = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    trusted[t] = trust * beat[t]!;
    duple[t] = trust * half[t]!;
    finer[t] = 0.5 * trust * subdivision[t]!;
  }
  const of = intervals.map((interval) => {
    const octaves = Math.log2(6000 / interval / expectedBpm) / expectedOctaves;
    return {
      quarter: Math.round(interval / 4),
      third: Math.round(interval / 3),
      middle: Math.round(interval / 2),
      twoThirds: Math.round((2 / 3) * interval),
      threeQuarters: Math.round((3 / 4) * interval),
      prior: (-0.5 * octaves * octaves * expectation * interval) / expectationFrames,
    };
  });
  return { beat: trusted, duple, finer, of };
}

/** For each interval, the range of intervals that may precede it, and what each costs. */
function transitions(intervals: readonly number[], steadiness: number) {
  const width = intervals.length;
  const cost = new Float64Array(width * width);
  const from = new Uint16Array(width);
  const to = new Uint16Array(width);
  for (let i = 0; i < width; i++) {
    const reach = Math.max(2, 0.05 * intervals[i]!);
    from[i] = intervals.findIndex((other) => other >= intervals[i]! - reach);
    to[i] = intervals.findLastIndex((other) => other <= intervals[i]! + reach) + 1;
    for (let j = from[i]!; j < to[i]!; j++)
      cost[i * width + j] = steadiness * Math.abs(intervals[i]! / intervals[j]! - 1);
  }
  return { from, to, cost };
}
