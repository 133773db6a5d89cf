/**
 * Number of phrases in the exhaustive history of a sequence of symbols: each phrase is the shortest stretch that has not
 * occurred before its own last symbol. A last stretch that has occurred counts as one. Source: Lempel & Ziv 1976.
 */
export function lempelZivPhrases(symbols: ArrayLike<number>): number {
  let phrases = 0;
  for (let start = 0; start < symbols.length; phrases++) start += longestCopy(symbols, start) + 1;
  return phrases;
}

/** The longest stretch from `start` that also begins somewhere before it (and may overlap it). */
function longestCopy(symbols: ArrayLike<number>, start: number): number {
  let longest = 0;
  for (let from = 0; from < start; from++) {
    let length = 0;
    while (start + length < symbols.length && symbols[from + length] === symbols[start + length]) length++;
    if (length > longest) longest = length;
  }
  return longest;
}
