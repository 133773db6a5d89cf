/** What a set shows against another. */
export type Pattern = 'shrinkage' | 'mode collapse' | 'rank collapse' | 'shift' | 'no evidence';

/** What the rule looks at; each p is one-sided, of permuted artists. */
export type Evidence = {
  /** Of the primary family, corrected. */
  readonly narrowing: number;
  /** Nearest neighbour over dispersion. */
  readonly isolation: { readonly p: number };
  /** Ratio of the isolations, each over that of a normal set with the same covariance. */
  readonly clumping: number;
  readonly effectiveRank: { readonly p: number };
  readonly shift: number;
};

/** Errors of the first kind: .05 together, of which narrowing has .04 and a shift without narrowing .01. */
export const narrowingError = 0.04;
export const shiftError = 0.01;
/** Only the name depends on it, once a narrowing is found. */
const shapeError = 0.05;
/** Neighbours a fifth nearer than spread and rank explain. */
const clumped = 0.8;

/** The rule as it is printed in every record. */
export const patternRule =
  `Narrowing is found where the primary family's Westfall-Young p is at most ${narrowingError}. It is a mode collapse ` +
  `where isolation (nearest neighbour over dispersion) fell, p at most ${shapeError}, to ${clumped} or less of what a ` +
  `normal set with the same covariance has; else a rank collapse ` +
  `where the effective rank fell, p at most ${shapeError}; else a shrinkage. Without narrowing it is a shift where the ` +
  `centroids' distance has p at most ${shiftError}; else there is no evidence.`;

/** The name of what was found, by a rule that was written before any run. */
export function namePattern({ narrowing, isolation, clumping, effectiveRank, shift }: Evidence): Pattern {
  if (!(narrowing <= narrowingError)) return shift <= shiftError ? 'shift' : 'no evidence';
  if (isolation.p <= shapeError && clumping <= clumped) return 'mode collapse';
  return effectiveRank.p <= shapeError ? 'rank collapse' : 'shrinkage';
}
