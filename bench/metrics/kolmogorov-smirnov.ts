/**
 * Two-sample Kolmogorov–Smirnov test: the largest distance between the two empirical distributions, and its p by the
 * asymptotic law with Stephens's correction for few numbers: lambda = (e + .12 + .11 / e) D, e = sqrt(n m / (n + m)).
 */
export function kolmogorovSmirnov(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): { distance: number; p: number } {
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  let distance = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const effective = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, p: survival((effective + 0.12 + 0.11 / effective) * distance) };
}

/** Q(lambda) = 2 sum_k (-1)^(k-1) exp(-2 k^2 lambda^2). */
function survival(lambda: number): number {
  if (lambda < 0.2) return 1; // the series converges too slowly, and Q is 1 to twelve digits
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, 2 * sum));
}
