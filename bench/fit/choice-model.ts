import { minimise } from './minimise.js';

/** Rows of one width, each of one of `classes` classes. */
export type Labelled = { readonly rows: readonly Float64Array[]; readonly labels: Uint8Array };

/** Alternatives, each a row of one width, and how much of the choice falls on each. */
export type Choice = { readonly alternatives: readonly Float64Array[]; readonly shares: readonly number[] };

/**
 * Multinomial logistic regression with a ridge penalty on standardised columns. Returns, for each class but the first,
 * the weights of ln p(row | class) - ln p(row | first class) in raw columns, the bias last.
 */
export function fitClasses(sets: readonly Labelled[], classes: number, ridge: number): Float64Array[] {
  const rows = sets.flatMap((set) => set.rows);
  const labels = sets.flatMap((set) => Array.from(set.labels));
  const width = rows[0]!.length;
  const { means, deviations } = moments(rows);
  const scaled = rows.map((row) => row.map((value, k) => (value - means[k]!) / deviations[k]!));
  const stride = width + 1;
  const scores = new Float64Array(classes);
  const weights = minimise((point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    scaled.forEach((row, r) => {
      for (let c = 0; c < classes; c++) {
        let sum = point[c * stride + width]!;
        for (let k = 0; k < width; k++) sum += point[c * stride + k]! * row[k]!;
        scores[c] = sum;
      }
      softmax(scores);
      loss -= Math.log(Math.max(1e-300, scores[labels[r]!]!));
      for (let c = 0; c < classes; c++) {
        const error = scores[c]! - (labels[r] === c ? 1 : 0);
        for (let k = 0; k < width; k++) gradient[c * stride + k]! += error * row[k]!;
        gradient[c * stride + width]! += error;
      }
    });
    return loss + penalty(point, gradient, ridge, (i) => i % stride !== width);
  }, classes * stride);
  const counts = Array.from({ length: classes }, (_, c) =>
    labels.reduce((sum, label) => sum + (label === c ? 1 : 0), 0),
  );
  return Array.from({ length: classes - 1 }, (_, i) => {
    const c = i + 1;
    const raw = new Float64Array(stride);
    raw[width] = weights[c * stride + width]! - weights[width]! - Math.log(counts[c]! / counts[0]!);
    for (let k = 0; k < width; k++) {
      raw[k] = (weights[c * stride + k]! - weights[k]!) / deviations[k]!;
      raw[width]! -= raw[k]! * means[k]!;
    }
    return raw;
  });
}

/** Conditional logit with a ridge penalty: p(alternative) is proportional to exp(weights . row). */
export function fitChoice(choices: readonly Choice[], ridge: number): Float64Array {
  const width = choices[0]!.alternatives[0]!.length;
  return minimise((point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (const { alternatives, shares } of choices) {
      const scores = Float64Array.from(alternatives, (row) =>
        row.reduce((sum, value, k) => sum + value * point[k]!, 0),
      );
      softmax(scores);
      alternatives.forEach((row, a) => {
        loss -= shares[a]! * Math.log(Math.max(1e-300, scores[a]!));
        for (let k = 0; k < width; k++) gradient[k]! += (scores[a]! - shares[a]!) * row[k]!;
      });
    }
    return loss + penalty(point, gradient, ridge, () => true);
  }, width);
}

/** In place. */
function softmax(scores: Float64Array): void {
  const greatest = Math.max(...scores);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - greatest);
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum;
}

function penalty(point: Float64Array, gradient: Float64Array, ridge: number, counts: (i: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < point.length; i++) {
    if (!counts(i)) continue;
    sum += 0.5 * ridge * point[i]! ** 2;
    gradient[i]! += ridge * point[i]!;
  }
  return sum;
}

function moments(rows: readonly Float64Array[]): { means: Float64Array; deviations: Float64Array } {
  const width = rows[0]!.length;
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  for (const row of rows) for (let k = 0; k < width; k++) means[k]! += row[k]! / rows.length;
  for (const row of rows) for (let k = 0; k < width; k++) squares[k]! += (row[k]! - means[k]!) ** 2 / rows.length;
  return { means, deviations: squares.map((square) => Math.sqrt(square) + 1e-9) };
}
