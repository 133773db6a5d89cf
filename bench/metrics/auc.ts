/** Mann-Whitney: the chance that a positive scores above a negative, a tie counting half; NaN if either is empty or a score is. */
export function auc(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  const scores = [
    ...Array.from(positives, (score) => ({ score, isPositive: true })),
    ...Array.from(negatives, (score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score);
  if (scores.some(({ score }) => Number.isNaN(score))) return Number.NaN;
  let wins = 0;
  let negativesBelow = 0;
  for (let start = 0; start < scores.length; ) {
    let end = start;
    let tiedPositives = 0;
    while (end < scores.length && scores[end]!.score === scores[start]!.score)
      if (scores[end++]!.isPositive) tiedPositives++;
    const tiedNegatives = end - start - tiedPositives;
    wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    start = end;
  }
  return wins / (positives.length * negatives.length);
}
