import { createScratch } from '../../dsp/kernels.js';
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
  const start = Float64Array.from(intervals, (interval) =>
    after === undefined ? 0 : -options.steadiness * Math.abs(interval / after - 1),
  );
  const lastStarts = intervals.map((interval) => (after === undefined ? interval - 1 : 0));
  const block = intervals[0] ?? 1;
  const ahead = pathsAhead(likelihood, intervals, options, { from, to, cost, start, lastStarts, block });
  let score = -Infinity;
  let last = -1;
  let state = 0;
  for (let first = 0; first < count; first += block)
    for (let i = 0; i < width; i++)
      for (let t = Math.max(first, count - intervals[i]!); t < Math.min(count, first + block); t++)
        if (ahead[i * count + t]! > score) {
          score = ahead[i * count + t]!;
          last = t;
          state = i;
        }

  const frames: number[] = [];
  for (let t = last; t >= 0; ) {
    frames.push(t);
    let most = t <= lastStarts[state]! ? start[state]! : -Infinity;
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

/** What each interval may follow and at what cost, and where the first beat may lie. */
type Moves = ReturnType<typeof transitions> & {
  readonly start: Float64Array;
  readonly lastStarts: readonly number[];
  readonly block: number;
};

/** Kept from call to call, since a window asks eight times for some megabytes. */
const scratch = createScratch();

/** Element i * count + t: the best path to a beat on frame t that is followed by interval i, the inside of that interval included. */
function pathsAhead(
  { count, beat, half, subdivision }: PositionEvidence,
  intervals: readonly number[],
  { trust, expectedBpm, expectedOctaves, expectation }: BeatPathOptions,
  { from, to, cost, start, lastStarts, block }: Moves,
): Float64Array {
  const width = intervals.length;
  const longest = intervals.at(-1) ?? 0;
  const bytes = 8 * (count * (width + 3) + width * (width + 8) + 2 * longest + block) + 256;
  const memory = scratch(bytes);
  const trusted = memory.float64s(count);
  const duple = memory.float64s(count + longest).fill(0, count);
  const finer = memory.float64s(count + longest).fill(0, count);
  for (let t = 0; t < count; t++) {
    trusted[t] = trust * beat[t]!;
    duple[t] = trust * half[t]!;
    finer[t] = 0.5 * trust * subdivision[t]!;
  }
  const places = memory.uint32s(9 * width);
  const prior = memory.float64s(width);
  intervals.forEach((interval, i) => {
    const octaves = Math.log2(6000 / interval / expectedBpm) / expectedOctaves;
    prior[i] = (-0.5 * octaves * octaves * expectation * interval) / expectationFrames;
    const divisions = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4].map((share) => Math.round(share * interval));
    places.set([interval, from[i]!, to[i]!, lastStarts[i]!, ...divisions], 9 * i);
  });
  const starts = memory.float64s(width);
  starts.set(start);
  const costs = memory.float64s(width * width);
  costs.set(cost);
  const most = memory.float64s(block);
  const ahead = memory.float64s(count * width);
  memory.kernels.beatPathAhead(
    count,
    width,
    block,
    places.byteOffset,
    starts.byteOffset,
    prior.byteOffset,
    costs.byteOffset,
    tripleCost,
    trusted.byteOffset,
    duple.byteOffset,
    finer.byteOffset,
    most.byteOffset,
    ahead.byteOffset,
  );
  return ahead;
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
