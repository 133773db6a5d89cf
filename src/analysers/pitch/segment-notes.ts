import { hann } from '../../dsp/windows.js';
import { createMovementFitter } from './movement-fitter.js';
import type { Line } from './unbroken-lines.js';

/** A note as it was sung or played: its middle, its length, and its pitch in cents above A = 440 Hz. */
export type LineNote = { readonly middleSeconds: number; readonly seconds: number; readonly cents: number };

/** What is shorter is no note. */
const leastSeconds = 0.1;
const semitone = 100;
/** Vibrato is sought in stretches of this length, and so many of them overlap. */
const stretchSeconds = 0.5;
const overlap = 5;

/**
 * The notes of the lines. A line less its vibrato is cut where that leaves the least sum of squares about the pieces' means
 * plus what a cut costs: a tenth of a second that lies a semitone off its surroundings is just a note of its own. A piece
 * that moves by more than a semitone is a glide and no note. The pitch is the mean under a Hann window: how a note is
 * reached and left counts little.
 */
export function segmentNotes(lines: readonly Line[], hopSeconds: number): readonly LineNote[] {
  const notes: LineNote[] = [];
  const leastRows = Math.round(leastSeconds / hopSeconds);
  const cutCost = (leastRows * semitone ** 2) / 2;
  const removeVibrato = createVibratoRemover(hopSeconds);
  for (const { from, cents } of lines) {
    if (cents.length < leastRows) continue;
    const still = removeVibrato(cents);
    const cuts = cutIntoLevels(still, cutCost);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const piece = still.subarray(cuts[i]!, cuts[i + 1]!);
      if (piece.length < leastRows) continue;
      const { mean, change } = weighPiece(piece);
      if (Math.abs(change) > semitone) continue;
      const middle = from + (cuts[i]! + cuts[i + 1]! - 1) / 2;
      notes.push({ middleSeconds: middle * hopSeconds, seconds: piece.length * hopSeconds, cents: mean });
    }
  }
  return notes;
}

/** Takes the sinusoids found in overlapping stretches out of a line; one that is shorter than a stretch stays as it is. */
function createVibratoRemover(hopSeconds: number): (cents: Float64Array) => Float64Array {
  const rows = Math.round(stretchSeconds / hopSeconds);
  const fitter = createMovementFitter(rows, hopSeconds);
  const window = hann(rows);
  return (cents) => {
    const last = cents.length - rows;
    if (last < 0) return cents;
    const swing = new Float64Array(cents.length);
    const weights = new Float64Array(cents.length);
    for (let step = 0; step < last + rows / overlap; step += rows / overlap) {
      const from = Math.min(step, last);
      fitter.fit(cents.subarray(from, from + rows));
      for (let n = 0; n < rows; n++) {
        swing[from + n]! += window[n]! * fitter.swing[n]!;
        weights[from + n]! += window[n]!;
      }
    }
    return cents.map((value, n) => (weights[n]! > 0 ? value - swing[n]! / weights[n]! : value));
  };
}

/** The optimal partition into constant levels, by pruned dynamic programming (Killick, Fearnhead & Eckley 2012): 0, the cuts, the length. */
function cutIntoLevels(values: Float64Array, cutCost: number): readonly number[] {
  const count = values.length;
  const sums = new Float64Array(count + 1);
  const squares = new Float64Array(count + 1);
  for (let n = 0; n < count; n++) {
    const value = values[n]! - values[0]!;
    sums[n + 1] = sums[n]! + value;
    squares[n + 1] = squares[n]! + value ** 2;
  }
  const cost = (from: number, to: number) =>
    squares[to]! - squares[from]! - (sums[to]! - sums[from]!) ** 2 / (to - from);
  const least = new Float64Array(count + 1);
  const cutBefore = new Int32Array(count + 1);
  least[0] = -cutCost;
  let starts = [0];
  for (let to = 1; to <= count; to++) {
    least[to] = Infinity;
    for (const from of starts) {
      const total = least[from]! + cost(from, to) + cutCost;
      if (total < least[to]!) {
        least[to] = total;
        cutBefore[to] = from;
      }
    }
    starts = starts.filter((from) => least[from]! + cost(from, to) <= least[to]!);
    starts.push(to);
  }
  const cuts = [count];
  while (cuts[0]! > 0) cuts.unshift(cutBefore[cuts[0]!]!);
  return cuts;
}

/** Mean, and the change from one end to the other of the line through it, under a Hann window. */
function weighPiece(values: Float64Array): { readonly mean: number; readonly change: number } {
  const window = hann(values.length + 1).subarray(1);
  const centre = (values.length - 1) / 2;
  let total = 0;
  let sum = 0;
  let products = 0;
  let squares = 0;
  for (let n = 0; n < values.length; n++) {
    total += window[n]!;
    sum += window[n]! * values[n]!;
    products += window[n]! * values[n]! * (n - centre);
    squares += window[n]! * (n - centre) ** 2;
  }
  return { mean: sum / total, change: (products / squares) * values.length };
}
