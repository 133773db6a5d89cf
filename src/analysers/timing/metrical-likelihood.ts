import type { GivenSeries } from '../../analysis/analyser.js';
import { type BeatModel, strengthOffsets } from './beat-model.js';
import { beatModel } from './fitted-beat-model.js';

/** For each frame, how much likelier (in nats) its onset strength is on a beat, half a beat later, or on a finer division than elsewhere. */
export type MetricalLikelihood = {
  readonly count: number;
  readonly firstSeconds: number;
  readonly hopSeconds: number;
  readonly beat: Float64Array;
  readonly half: Float64Array;
  readonly subdivision: Float64Array;
  /** ln(1 + strength / mean strength) of each band from low to high and, last, of the novelty. */
  readonly strengths: readonly Float64Array[];
};

const noveltyDelayFrames = 8;
const floorShare = 0.03;

/**
 * Multinomial logistic regression on z = ln(1 + strength / mean strength) of five bands and the novelty within 120 ms,
 * minus the classes' priors. Dividing by the window's own mean takes gain out. The 237 weights were fitted to the beats
 * annotated in 49 clips of ten genres (GTZAN audio, gtzan_tempo_beat annotations), ridge penalty 100.
 * Undefined where nothing sounds. Source: the observation model of Krebs, Boeck & Widmer 2013, made discriminative.
 */
export function metricalLikelihood(
  flux: GivenSeries,
  novelty: GivenSeries,
  model: BeatModel = beatModel,
): MetricalLikelihood | undefined {
  const { count, size: bands, firstSeconds, hopSeconds } = flux;
  const reach = Math.max(...strengthOffsets);
  const padded = count + 2 * reach;
  const means = bandMeans(flux, novelty);
  const overall = means.subarray(0, bands).reduce((sum, value) => sum + value, 0) / bands;
  if (count === 0 || !(overall > 0)) return undefined;

  const columns = means.map((mean) => 1 / (mean + floorShare * overall));
  const logs = new Float64Array(columns.length * padded);
  columns.forEach((scale, column) => {
    for (let i = 0; i < padded; i++) {
      const t = Math.min(count - 1, Math.max(0, i - reach));
      const value =
        column < bands
          ? flux.rows[t * bands + column]!
          : novelty.rows[Math.min(novelty.count - 1, t + noveltyDelayFrames)]!;
      logs[column * padded + i] = value > 0 ? Math.log1p(value * scale) : 0;
    }
  });
  // where the value that each weight is for lies, for the first frame
  const places = Int32Array.from(
    strengthOffsets.flatMap((offset) => Array.from(columns, (_, column) => column * padded + reach + offset)),
  );
  const weigh = (weights: ArrayLike<number>) => weighedSums(logs, count, places, Float64Array.from(weights));
  return {
    count,
    firstSeconds,
    hopSeconds,
    beat: weigh(model.beat),
    half: weigh(model.half),
    subdivision: weigh(model.subdivision),
    strengths: Array.from(columns, (_, column) => {
      const from = column * padded + reach;
      return logs.subarray(from, from + count);
    }),
  };
}

/** The bias, which is the last weight, plus weights[k] times values[places[k] + t], for each t. */
function weighedSums(values: Float64Array, count: number, places: Int32Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    let sum = weights[places.length]!;
    for (let k = 0; k < places.length; k++) sum += weights[k]! * values[places[k]! + t]!;
    sums[t] = sum;
  }
  return sums;
}

/** Of each band and, last, of the novelty, with rows not yet defined counted as 0. */
function bandMeans(flux: GivenSeries, novelty: GivenSeries): Float64Array {
  const means = new Float64Array(flux.size + 1);
  for (let t = 0; t < flux.count; t++) {
    for (let band = 0; band < flux.size; band++) {
      const value = flux.rows[t * flux.size + band]!;
      if (value > 0) means[band]! += value / flux.count;
    }
    const value = novelty.rows[t]!;
    if (value > 0) means[flux.size]! += value / flux.count;
  }
  return means;
}
