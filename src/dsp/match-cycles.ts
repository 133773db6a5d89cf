/** Neighbouring cycles of a voice, each matched to the next by its waveform; NaN where one is unlike the next. */
export type Cycles = {
  /** Samples from each cycle to the next, to a fraction of one. */
  readonly periods: readonly number[];
  /** Root mean square of each cycle under a Hann window of one period. */
  readonly amplitudes: readonly number[];
  /** Normalised cross-correlation of each cycle with the next, at that period. */
  readonly likenesses: readonly number[];
};

/** The next cycle is looked for this share of the expected period before and after it. */
const searchShare = 0.12;
/** The period before is expected again where it lies this near to the pitch. */
const nearShare = 0.06;
/** Cycles less alike than this do not belong to one voice. */
const leastLikeness = 0.5;
/** The first look takes about this many steps a period. */
const coarseSteps = 96;

/**
 * Walks through samples [from, to) cycle by cycle. A cycle is one period about its largest sample; the next one is where
 * the normalised cross-correlation of the two is greatest near the expected period, refined by a parabola. Each period
 * is measured from a whole sample, so that errors do not add up.
 * Source: Titze & Liang 1993 (waveform matching), Boersma 1993 (correlation as harmonicity).
 */
export function matchCycles(
  samples: Float32Array,
  from: number,
  to: number,
  periodAt: (sample: number) => number,
): Cycles {
  const periods: number[] = [];
  const amplitudes: number[] = [];
  const likenesses: number[] = [];
  let at = largestWithin(samples, from, Math.min(to, from + Math.ceil(periodAt(from))));
  let last = NaN;
  for (;;) {
    const pitched = periodAt(at);
    // the samples' own period, where there is one: a pitch that is a hair different changes no rounding
    const expected = Math.abs(last / pitched - 1) < nearShare ? last : pitched;
    const half = Math.round(expected / 2);
    const shortest = Math.floor((1 - searchShare) * expected);
    const longest = Math.ceil((1 + searchShare) * expected);
    if (at - half - 1 < from) {
      // the walk begins a cycle later
      at += half;
      continue;
    }
    if (!(at + longest + half + 2 < to)) break;
    const stride = Math.max(1, Math.floor(expected / coarseSteps));
    let lag = bestLag(samples, at, half, shortest, longest, stride);
    if (stride > 1) lag = bestLag(samples, at, half, lag - stride, lag + stride, 1);
    const here = likeness(samples, at, half, lag, 1);
    if (here < leastLikeness) {
      for (const list of [periods, amplitudes, likenesses]) list.push(NaN);
      last = NaN;
      at += half;
      continue;
    }
    const before = likeness(samples, at, half, lag - 1, 1);
    const after = likeness(samples, at, half, lag + 1, 1);
    const bend = before - 2 * here + after;
    const offset = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
    periods.push(lag + offset);
    likenesses.push(Math.min(1, here - 0.25 * (before - after) * offset));
    amplitudes.push(windowedLevel(samples, at, half));
    last = lag;
    at += lag;
  }
  return { periods, amplitudes, likenesses };
}

function largestWithin(samples: Float32Array, from: number, to: number): number {
  let place = from;
  for (let n = from; n < to; n++) if (Math.abs(samples[n]!) > Math.abs(samples[place]!)) place = n;
  return place;
}

function bestLag(
  samples: Float32Array,
  at: number,
  half: number,
  shortest: number,
  longest: number,
  stride: number,
): number {
  let best = shortest;
  let most = -Infinity;
  for (let lag = shortest; lag <= longest; lag += stride) {
    const value = likeness(samples, at, half, lag, stride);
    if (value > most) {
      most = value;
      best = lag;
    }
  }
  return best;
}

/** Normalised cross-correlation of the samples within `half` of `at` with those `lag` later, every `stride`-th of them. */
function likeness(samples: Float32Array, at: number, half: number, lag: number, stride: number): number {
  let products = 0;
  let squares = 0;
  let laterSquares = 0;
  for (let n = at - half; n <= at + half; n += stride) {
    const sample = samples[n]!;
    const later = samples[n + lag]!;
    products += sample * later;
    squares += sample * sample;
    laterSquares += later * later;
  }
  return squares > 0 && laterSquares > 0 ? products / Math.sqrt(squares * laterSquares) : 0;
}

function windowedLevel(samples: Float32Array, at: number, reach: number): number {
  let sum = 0;
  for (let m = 1 - reach; m < reach; m++) {
    const sample = samples[at + m] ?? 0;
    sum += (0.5 + 0.5 * Math.cos((Math.PI * m) / reach)) * sample * sample;
  }
  return Math.sqrt(sum / reach);
}
