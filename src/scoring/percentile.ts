/**
 * Where a value ranks among reference values, 0 to 100: 100 (below + equal / 2 + 1/2) / (n + 1), NaN references left
 * out. For a newcomer drawn as the references were, every one of its n + 1 places is as likely, and the place is
 * quoted at its middle: more than 90 falls to 10 % of such newcomers (to within half a place), and neither 0 nor 100
 * is ever said. NaN where the value or every reference is.
 */
export function percentileRank(value: number, references: ArrayLike<number>): number {
  if (Number.isNaN(value)) return NaN;
  let below = 0;
  let equal = 0;
  let count = 0;
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    if (Number.isNaN(reference)) continue;
    count++;
    if (reference < value) below++;
    else if (reference === value) equal++;
  }
  return count === 0 ? NaN : (100 * (below + equal / 2 + 0.5)) / (count + 1);
}

/** p = (1 + references at least as large) / (n + 1). NaN references left out. */
export function rankProbability(value: number, references: ArrayLike<number>): number {
  if (Number.isNaN(value)) return NaN;
  let count = 0;
  let beyond = 0;
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    if (Number.isNaN(reference)) continue;
    count++;
    if (reference >= value) beyond++;
  }
  return (1 + beyond) / (count + 1);
}
