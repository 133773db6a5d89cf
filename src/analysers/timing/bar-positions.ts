import type { GivenSeries } from '../../analysis/analyser.js';

/** Beats in a bar, and where in it each beat lies, from 1. */
export type Bars = { readonly metre: number; readonly positions: readonly number[] };

/** Which metre and phase put the strongest low band and novelty on the downbeats. */
export function barPositions(places: readonly number[], flux: GivenSeries, novelty: GivenSeries): Bars {
  const accents = places.map((place) => {
    const t = Math.round(place);
    let low = 0;
    let change = 0;
    for (let i = Math.max(0, t - 2); i <= Math.min(flux.count - 1, t + 2); i++) {
      low = Math.max(low, flux.rows[i * flux.size]! || 0);
      change = Math.max(change, novelty.rows[Math.min(novelty.count - 1, i + 8)]! || 0);
    }
    return { low, change };
  });
  const mean = (of: (accent: { low: number; change: number }) => number) =>
    accents.reduce((sum, accent) => sum + of(accent), 0) / accents.length;
  const lowMean = mean(({ low }) => low) || 1;
  const changeMean = mean(({ change }) => change) || 1;
  const scores = accents.map(({ low, change }) => low / lowMean + change / changeMean - 2);
  let best = { metre: 4, phase: 0, score: -Infinity };
  for (const metre of [4, 3])
    for (let phase = 0; phase < metre; phase++) {
      let score = metre === 3 ? -0.1 * scores.length : 0;
      for (let i = phase; i < scores.length; i += metre) score += scores[i]!;
      if (score > best.score) best = { metre, phase, score };
    }
  const { metre, phase } = best;
  return { metre, positions: places.map((_, i) => ((i - phase + metre) % metre) + 1) };
}
