/** Holm's (1979) step-down correction of several tests: adjusted p in the order given. */
export function holm(probabilities: readonly number[]): number[] {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted = probabilities.map(() => 1);
  let most = 0;
  order.forEach((test, place) => {
    most = Math.max(most, Math.min(1, probabilities[test]! * (probabilities.length - place)));
    adjusted[test] = most;
  });
  return adjusted;
}
