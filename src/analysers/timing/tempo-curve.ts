import { quantile, sortedDefined } from '../../dsp/statistics.js';

const spanBeats = 4;

/** The tempo over time: of each span of four beats, at its middle. */
type TempoCurve = { readonly seconds: Float64Array; readonly bpm: Float64Array };

export function tempoCurve(beats: Float64Array): TempoCurve {
  const count = Math.max(0, beats.length - spanBeats);
  const seconds = new Float64Array(count);
  const bpm = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    seconds[i] = beats[i + spanBeats / 2]!;
    bpm[i] = (60 * spanBeats) / (beats[i + spanBeats]! - beats[i]!);
  }
  return { seconds, bpm };
}

/** Percent from the 5th to the 95th percentile of the tempo: 100 ln(p95 / p5). */
export function tempoRange({ bpm }: TempoCurve): number {
  const sorted = sortedDefined(bpm);
  return 100 * Math.log(quantile(sorted, 0.95) / quantile(sorted, 0.05));
}

const mostPoints = 400;

/**
 * Percent a minute by which the tempo rises: 6000 median of (ln tempo_j - ln tempo_i) / (t_j - t_i) over pairs of spans that
 * share no beat (Theil 1950, Sen 1968); of a long curve every so many-th span, to 400. NaN where there is no such pair.
 */
export function tempoTrend({ seconds, bpm }: TempoCurve): number {
  const stride = Math.ceil(bpm.length / mostPoints);
  const places = Array.from({ length: Math.floor(bpm.length / stride) }, (_, i) => i * stride);
  const slopes: number[] = [];
  for (const i of places)
    for (const j of places)
      if (j >= i + spanBeats) slopes.push(Math.log(bpm[j]! / bpm[i]!) / (seconds[j]! - seconds[i]!));
  return 6000 * quantile(sortedDefined(slopes), 0.5);
}
