/**
 * The share of false findings that is risked by taking each p, and all smaller ones, for a finding:
 * q_(i) = min_(j >= i) p_(j) m / j (Benjamini & Hochberg 1995), in the order of the given p.
 */
export function falseDiscoveryRates(probabilities: readonly number[]): number[] {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!);
  const rates = probabilities.map(() => 1);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, (probabilities[index]! * order.length) / (order.length - place));
    rates[index] = least;
  });
  return rates;
}
