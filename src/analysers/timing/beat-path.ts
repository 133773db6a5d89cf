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
  const inside = divisionEvidence(likelihood, intervals, options);
  const start = intervals.map((interval) =>
    after === undefined ? 0 : -options.steadiness * Math.abs(interval / after - 1),
  );
  /** The best path to a beat on t that is followed by interval i, the inside of that interval included. */
  const ahead = new Float64Array(count * width);
  const previous = new Int16Array(count * width);
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
      for (let n = 0; n < length; n++) {
        most[n] = first + n <= lastStart ? start[i]! : -Infinity;
        previous[i * count + first + n] = -1;
      }
      for (let j = from[i]!; j < to[i]!; j++) {
        const change = cost[i * width + j]!;
        const source = j * count + first - intervals[j]!;
        for (let n = Math.max(0, intervals[j]! - first); n < length; n++) {
          const value = ahead[source + n]! - change;
          if (value > most[n]!) {
            most[n] = value;
            previous[i * count + first + n] = j;
          }
        }
      }
      for (let n = 0; n < length; n++) {
        const t = first + n;
        const value = most[n]! + options.trust * likelihood.beat[t]! + inside(t, i);
        ahead[i * count + t] = value;
        if (t + interval >= count && value > score) [score, last, state] = [value, t, i];
      }
    }
  }

  const frames: number[] = [];
  for (let t = last; t >= 0; ) {
    frames.push(t);
    const origin = previous[state * count + t]!;
    t = origin < 0 ? -1 : t - intervals[origin]!;
    state = origin;
  }
  return { frames: frames.reverse(), score };
}

/** The evidence between a beat at t and one intervals[i] later, for the better of two and three divisions. */
function divisionEvidence(
  { count, half, subdivision }: PositionEvidence,
  intervals: readonly number[],
  { trust, expectedBpm, expectedOctaves, expectation }: BeatPathOptions,
): (t: number, i: number) => number {
  const longest = intervals.at(-1) ?? 0;
  const duple = new Float64Array(count + longest);
  const finer = new Float64Array(count + longest);
  for (let t = 0; t < count; t++) {
    duple[t] = trust * half[t]!;
    finer[t] = 0.5 * trust * subdivision[t]!;
  }
  const places = (share: number) => Int32Array.from(intervals, (interval) => Math.round(share * interval));
  const [quarter, third, middle] = [places(1 / 4), places(1 / 3), places(1 / 2)] as const;
  const [twoThirds, threeQuarters] = [places(2 / 3), places(3 / 4)] as const;
  const prior = intervals.map((interval) => {
    const octaves = Math.log2(6000 / interval / expectedBpm) / expectedOctaves;
    return (-0.5 * octaves * octaves * expectation * interval) / expectationFrames;
  });
  return (t, i) => {
    const two = duple[t + middle[i]!]! + finer[t + quarter[i]!]! + finer[t + threeQuarters[i]!]!;
    const three = finer[t + third[i]!]! + finer[t + twoThirds[i]!]! - tripleCost;
    return (two > three ? two : three) + prior[i]!;
  };
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
    for (let j = 0; j < width; j++) cost[i * width + j] = steadiness * Math.abs(intervals[i]! / intervals[j]! - 1);
  }
  return { from, to, cost };
}
