import type { SelfSimilarity } from './self-similarity.js';

/**
 * For each frame how much of what it is like changes there: the mean, over all lags (circular), of the squared difference
 * between the mean likeness to what lies that far away in the `reach` frames from it on and in the `reach` before. It sees
 * where a part gives way to another, and where it begins again. Source: Serrà, Müller, Grosche & Arcos 2014 (structure
 * features).
 */
export function recurrenceNovelty({ count, values }: SelfSimilarity, reach: number): Float64Array {
  const novelty = new Float64Array(count);
  const sums = new Float64Array(count + 1);
  for (let lag = 0; lag < count; lag++) {
    for (let i = 0, j = lag; i < count; i++, j = j + 1 === count ? 0 : j + 1)
      sums[i + 1] = sums[i]! + values[i * count + j]!;
    for (let i = 1; i < count; i++) {
      const from = Math.max(0, i - reach);
      const to = Math.min(count, i + reach);
      const change = (sums[to]! - sums[i]!) / (to - i) - (sums[i]! - sums[from]!) / (i - from);
      novelty[i]! += (change * change) / count;
    }
  }
  return novelty;
}
