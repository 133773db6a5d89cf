/** Entropy of shares that sum to 1, in bits: `-sum s log2 s`, 0 log 0 = 0; NaN where a share is. */
export function entropyBits(shares: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) if (shares[i] !== 0) sum -= shares[i]! * Math.log2(shares[i]!);
  return sum;
}
