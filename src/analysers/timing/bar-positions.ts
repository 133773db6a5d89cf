import type { GivenSeries } from '../../analysis/analyser.js';
import { accentOffsets, type BeatModel } from './beat-model.js';
import { beatModel } from './fitted-beat-model.js';
import { strengthNear } from './metrical-levels.js';
import type { MetricalLikelihood } from './metrical-likelihood.js';

/** Beats in a bar, and where in it each beat lies, from 1. */
export type Bars = { readonly metre: number; readonly positions: readonly number[] };

const neighbours = 8;
/** Nats against a bar of three, which is the rarer. */
const tripleCost = 3;

/** The metre and phase whose downbeats have the greatest sum of log odds. */
export function barPositions(
  likelihood: MetricalLikelihood,
  frames: readonly number[],
  chroma: GivenSeries,
  model: BeatModel = beatModel,
): Bars {
  const odds = downbeatOdds(beatAccents(likelihood, frames, chroma), model.downbeat);
  let best = { metre: 4, phase: 0, score: -Infinity };
  for (const metre of [4, 3])
    for (let phase = 0; phase < metre; phase++) {
      let score = metre === 3 ? -tripleCost : 0;
      for (let i = phase; i < odds.length; i += metre) score += odds[i]!;
      if (score > best.score) best = { metre, phase, score };
    }
  const { metre, phase } = best;
  return { metre, positions: frames.map((_, i) => ((i - phase + metre) % metre) + 1) };
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
