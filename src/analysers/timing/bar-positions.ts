import type { GivenSeries } from '../../analysis/analyser.js';
import { accentRecurrence } from './accent-recurrence.js';
import { accentOffsets, type BeatModel } from './beat-model.js';
import { beatModel } from './fitted-beat-model.js';
import { strengthNear } from './metrical-levels.js';
import type { MetricalLikelihood } from './metrical-likelihood.js';

/** Beats in a bar, and where in it each beat lies, from 1. */
export type Bars = {
  readonly metre: number;
  readonly positions: readonly number[];
  /** Nats by which it is likelier than the next likeliest metre; NaN where there are too few beats for two bars of any. */
  readonly evidence: number;
};

const neighbours = 8;
/** Nats against each metre, the rarer the more. */
const metres = [
  { metre: 4, rarity: 0 },
  { metre: 3, rarity: 6 },
  { metre: 2, rarity: 10 },
  { metre: 5, rarity: 12 },
  { metre: 7, rarity: 12 },
] as const;
/** Share of the recurrence of accents taken at face value: the strengths of several bands repeat each other. */
const trust = 0.2;

/** The metre and phase that are likeliest by the log odds of their downbeats and by how accents recur from bar to bar. */
export function barPositions(
  likelihood: MetricalLikelihood,
  frames: readonly number[],
  chroma: GivenSeries,
  model: BeatModel = beatModel,
): Bars {
  const accents = beatAccents(likelihood, frames, chroma);
  const odds = downbeatOdds(accents, model.downbeat);
  const strengths = likelihood.strengths.map((_, k) => accents.map((row) => row[k]!));
  const [best, next] = metres
    .map(({ metre, rarity }) => {
      const { phase, score } = bestPhase(odds, metre);
      return { metre, phase, score: score + trust * accentRecurrence(strengths, metre) - rarity };
    })
    .sort((a, b) => b.score - a.score);
  const { metre, phase, score } = best!;
  return {
    metre,
    positions: frames.map((_, i) => ((i - phase + metre) % metre) + 1),
    evidence: score > -Infinity ? score - next!.score : NaN,
  };
}

function bestPhase(odds: readonly number[], metre: number) {
  let best = { phase: 0, score: -Infinity };
  for (let phase = 0; phase < metre; phase++) {
    let score = 0;
    for (let i = phase; i < odds.length; i += metre) score += odds[i]!;
    if (score > best.score) best = { phase, score };
  }
  return best;
}

/**
 * For each beat: the strengths, and ln(0.02 + change of treble and of bass harmony) over one beat and over two, all less
 * their means over 17 beats.
 */
export function beatAccents(
  { strengths, firstSeconds, hopSeconds }: MetricalLikelihood,
  frames: readonly number[],
  chroma: GivenSeries,
): number[][] {
  const times = frames.map((frame) => firstSeconds + frame * hopSeconds);
  const changes = [chromaOfBeats(times, chroma, 0), chromaOfBeats(times, chroma, 12)].flatMap((beats) =>
    [1, 2].map((span) => frames.map((_, i) => Math.log(0.02 + changeAt(beats, i + 1, span)))),
  );
  const columns = [...strengths.map((strength) => frames.map((frame) => strengthNear(strength, frame))), ...changes];
  const levelled = columns.map((values) =>
    values.map((value, i) => {
      const around = values.slice(Math.max(0, i - neighbours), i + neighbours + 1);
      return value - around.reduce((sum, other) => sum + other, 0) / around.length;
    }),
  );
  return frames.map((_, i) => levelled.map((values) => values[i]!));
}

/** Mean pitch classes, summing to 1, from before the first beat to after the last: entry i leads up to beat i. */
function chromaOfBeats(times: readonly number[], chroma: GivenSeries, offset: number): Float64Array[] {
  const { rows, size, count, firstSeconds, hopSeconds } = chroma;
  const edges = times.map((seconds) => Math.max(0, Math.min(count, Math.round((seconds - firstSeconds) / hopSeconds))));
  const usual = Math.round((edges.at(-1)! - edges[0]!) / Math.max(1, edges.length - 1));
  const bounds = [Math.max(0, edges[0]! - usual), ...edges, Math.min(count, edges.at(-1)! + usual)];
  return bounds.slice(1).map((end, i) => {
    const sums = new Float64Array(12);
    let total = 1e-9;
    for (let t = bounds[i]!; t < end; t++)
      for (let k = 0; k < 12; k++) {
        const value = rows[t * size + offset + k]!;
        sums[k]! += value;
        total += value;
      }
    return sums.map((sum) => sum / total);
  });
}

/** Sum of |mean of `span` beats before - mean of `span` beats after| the beat that entry `at` begins with. */
function changeAt(beats: readonly Float64Array[], at: number, span: number): number {
  let change = 0;
  const before = beats.slice(Math.max(0, at - span), at);
  const after = beats.slice(at, at + span);
  for (let k = 0; k < 12; k++) {
    let difference = 0;
    for (const beat of before) difference += beat[k]! / before.length;
    for (const beat of after) difference -= beat[k]! / after.length;
    change += Math.abs(difference);
  }
  return change;
}

/** Log odds of a downbeat, by logistic regression on the accents of a beat and of its neighbours. */
function downbeatOdds(accents: readonly (readonly number[])[], weights: ArrayLike<number>): number[] {
  return accents.map((_, i) => {
    let odds = weights[weights.length - 1]!;
    accentOffsets.forEach((offset, o) => {
      const row = accents[i + offset];
      if (row !== undefined) row.forEach((value, k) => (odds += weights[o * row.length + k]! * value));
    });
    return odds;
  });
}
