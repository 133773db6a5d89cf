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

/**
 * The likeliest beats: a hidden semi-Markov chain whose states are the beat intervals and whose segments are beats, so
 * that each step explains a beat and its divisions at once.
 * V(t, L) = beat(t) + max over L' near L of V(t - L', L') + inside(t - L', L') - steadiness |L / L' - 1|,
 * inside(t, L) = ln(exp(duple) + exp(triple)) of the divisions' evidence + the tempo's prior.
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
  const beat = scaled(likelihood.beat, options.trust);
  const inside = insideBeats(likelihood, intervals, options);
  const { from, to, cost } = transitions(intervals, options.steadiness);
  const best = new Float64Array(count * width);
  const previous = new Int16Array(count * width);

  for (let t = 0; t < count; t++) {
    for (let i = 0; i < width; i++) {
      let most =
        after === undefined
          ? t < intervals[i]!
            ? 0
            : -Infinity
          : t === 0
            ? startingCost(intervals[i]!, after, options)
            : -Infinity;
      let origin = -1;
      for (let j = from[i]!; j < to[i]!; j++) {
        const start = t - intervals[j]!;
        if (start < 0) break;
        const value = best[start * width + j]! + inside[start * width + j]! - cost[i * width + j]!;
        if (value > most) {
          most = value;
          origin = j;
        }
      }
      best[t * width + i] = most + beat[t]!;
      previous[t * width + i] = origin;
    }
  }

  let score = -Infinity;
  let last = 0;
  let state = 0;
  for (let i = 0; i < width; i++)
    for (let t = Math.max(0, count - intervals[i]!); t < count; t++) {
      const value = best[t * width + i]! + inside[t * width + i]!;
      if (value > score) [score, last, state] = [value, t, i];
    }
  const frames: number[] = [];
  for (let t = count === 0 ? -1 : last; t >= 0; ) {
    frames.push(t);
    const origin = previous[t * width + state]!;
    t = origin < 0 ? -1 : t - intervals[origin]!;
    state = origin;
  }
  return { frames: frames.reverse(), score };
}

function startingCost(interval: number, after: number, { steadiness }: BeatPathOptions): number {
  return -steadiness * Math.abs(interval / after - 1);
}

/** Evidence between a beat at t and the next, for each interval: inside[t * intervals.length + i]. */
function insideBeats(
  { count, half, subdivision }: PositionEvidence,
  intervals: readonly number[],
  { trust, expectedBpm, expectedOctaves, expectation }: BeatPathOptions,
): Float64Array {
  const width = intervals.length;
  const inside = new Float64Array(count * width);
  const duple = scaled(half, trust);
  const finer = scaled(subdivision, 0.5 * trust);
  intervals.forEach((interval, i) => {
    const octaves = Math.log2(6000 / interval / expectedBpm) / expectedOctaves;
    const prior = (-0.5 * octaves * octaves * expectation * interval) / expectationFrames;
    const [quarter, third, middle, twoThirds, threeQuarters] = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4].map((share) =>
      Math.round(share * interval),
    ) as [number, number, number, number, number];
    for (let t = 0; t < count; t++) {
      const two = at(duple, t + middle) + at(finer, t + quarter) + at(finer, t + threeQuarters);
      const three = at(finer, t + third) + at(finer, t + twoThirds) - 1;
      const more = Math.max(two, three);
      inside[t * width + i] = more + Math.log1p(Math.exp(-Math.abs(two - three))) + prior;
    }
  });
  return inside;
}

/** For each interval, the range of intervals that may precede it, and what each costs. */
function transitions(intervals: readonly number[], steadiness: number) {
  const width = intervals.length;
  const cost = new Float64Array(width * width);
  const from = new Uint16Array(width);
  const to = new Uint16Array(width);
  for (let i = 0; i < width; i++) {
    const reach = Math.max(2, 0.08 * intervals[i]!);
    from[i] = intervals.findIndex((other) => other >= intervals[i]! - reach);
    to[i] = intervals.findLastIndex((other) => other <= intervals[i]! + reach) + 1;
    for (let j = 0; j < width; j++) cost[i * width + j] = steadiness * Math.abs(intervals[i]! / intervals[j]! - 1);
  }
  return { from, to, cost };
}

function at(values: Float64Array, index: number): number {
  return index < values.length ? values[index]! : 0;
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}
