import { hann } from '../../dsp/windows.js';

/** Half of the distance from trough to crest, and the turns a second. */
export type Vibrato = { readonly rateHz: number; readonly extentCents: number };

/** How a stretch of pitch moves. */
export type Movement = {
  readonly trendCentsPerSecond: number;
  /** Share of the movement that the trend explains, 0 to 1; 0 where nothing moves. */
  readonly straightness: number;
  readonly vibrato: Vibrato | undefined;
};

export type MovementFitter = {
  /** Fits a stretch of pitch in cents, of the fitter's length. */
  fit(cents: Float64Array): Movement;
  /** The vibrato of the last stretch, row by row; 0 where it has none. */
  readonly swing: Float64Array;
};

const slowestHz = 3.5;
const fastestHz = 9;
const stepHz = 0.25;
/** The best sinusoid must explain this share of what the trend leaves, and more than the trend: a step to the next note does not turn. */
const leastExplained = 0.7;
/** What turns less is straight, what turns wider a trill. */
const leastExtentCents = 8;
const mostExtentCents = 250;

/**
 * Fits `cents = level + trend t + a cos(2 pi f t) + b sin(2 pi f t)` to stretches of `rows` rows, `hopSeconds` apart, by
 * least squares under a Hann window, at the f of 3.5 to 9 Hz that explains most.
 */
export function createMovementFitter(rows: number, hopSeconds: number): MovementFitter {
  const root = hann(rows).map(Math.sqrt);
  const centre = rows / 2;
  const level = normalise(root.slice());
  const ramp = seen((n) => n - centre);
  const trend = normalise(without(ramp, [level]));
  const rampLength = dot(ramp, trend);
  const steps = Math.round((fastestHz - slowestHz) / stepHz);
  const turns = Array.from({ length: steps + 1 }, (_, i) => oscillation((slowestHz + i * stepHz) * hopSeconds));
  const swing = new Float64Array(rows);
  const pitch = new Float64Array(rows);

  /** Values as the window weighs them, so that plain products are weighted ones. */
  function seen(value: (n: number) => number): Float64Array {
    return root.map((weight, n) => weight * value(n));
  }

  function oscillation(turnsPerRow: number) {
    const angle = (n: number) => 2 * Math.PI * turnsPerRow * (n - centre);
    const cosine = seen((n) => Math.cos(angle(n)));
    const sine = seen((n) => Math.sin(angle(n)));
    const first = normalise(without(cosine, [level, trend]));
    const second = normalise(without(sine, [level, trend, first]));
    return { angle, first, second, cosine: dot(cosine, first), shared: dot(sine, first), sine: dot(sine, second) };
  }

  function amplitudes({ first, second, cosine, shared, sine }: (typeof turns)[number]): readonly [number, number] {
    const b = dot(pitch, second) / sine;
    return [(dot(pitch, first) - b * shared) / cosine, b];
  }

  return {
    swing,
    fit(cents) {
      for (let n = 0; n < rows; n++) pitch[n] = root[n]! * cents[n]!;
      const slope = dot(pitch, trend);
      const movement = dot(pitch, pitch) - dot(pitch, level) ** 2;
      const explained = turns.map(({ first, second }) => dot(pitch, first) ** 2 + dot(pitch, second) ** 2);
      const best = explained.indexOf(Math.max(...explained));
      swing.fill(0);
      const moves = movement > 1e-6;
      const straight = {
        trendCentsPerSecond: slope / rampLength / hopSeconds,
        straightness: moves ? Math.min(1, slope ** 2 / movement) : 0,
      };
      const needed = Math.max(slope ** 2, leastExplained * (movement - slope ** 2));
      if (!moves || best === 0 || best === steps || explained[best]! < needed)
        return { ...straight, vibrato: undefined };
      const offset = vertex(explained[best - 1]!, explained[best]!, explained[best + 1]!);
      const extents = [-1, 0, 1].map((side) => Math.hypot(...amplitudes(turns[best + side]!)));
      const extentCents = parabola(extents, offset);
      if (extentCents < leastExtentCents || extentCents > mostExtentCents) return { ...straight, vibrato: undefined };
      const [a, b] = amplitudes(turns[best]!);
      const { angle } = turns[best]!;
      for (let n = 0; n < rows; n++) swing[n] = a * Math.cos(angle(n)) + b * Math.sin(angle(n));
      return { ...straight, vibrato: { rateHz: slowestHz + (best + offset) * stepHz, extentCents } };
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

/** What is left of `values` at right angles to each of the unit vectors. */
function without(values: Float64Array, units: readonly Float64Array[]): Float64Array {
  let rest = values;
  for (const unit of units) {
    const share = dot(rest, unit);
    rest = rest.map((value, n) => value - share * unit[n]!);
  }
  return rest;
}

function normalise(values: Float64Array): Float64Array {
  const length = Math.sqrt(dot(values, values));
  return values.map((value) => value / length);
}

/** Where the parabola through three values, at -1, 0 and 1, turns. */
function vertex(below: number, here: number, above: number): number {
  return (0.5 * (below - above)) / (below - 2 * here + above);
}

function parabola(values: readonly number[], place: number): number {
  const [below, here, above] = values as [number, number, number];
  return here + 0.5 * (above - below) * place + 0.5 * (below - 2 * here + above) * place ** 2;
}
