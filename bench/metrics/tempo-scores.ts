import { SwerveError } from '../../src/errors.js';

/** Two tempi in BPM (0: there is no such tempo) and how salient the first is, 0 to 1. */
export type ReferenceTempi = { readonly bpm: readonly [number, number]; readonly weight: number };
export type TempoScores = { readonly pScore: number; readonly oneCorrect: boolean; readonly bothCorrect: boolean };

/**
 * MIREX: a reference tempo is hit when the nearer estimate is within `tolerance`, as a share of the reference;
 * `pScore = weight * hit1 + (1 - weight) * hit2` (McKinney et al. 2007).
 */
export function tempoScores(
  reference: ReferenceTempi,
  estimatedBpm: readonly [number, number],
  tolerance = 0.08,
): TempoScores {
  for (const bpm of [...reference.bpm, ...estimatedBpm]) checkRange(bpm, Infinity, 'tempo in BPM');
  checkRange(reference.weight, 1, 'weight of the first tempo');
  const [first, second] = reference.bpm.map((bpm) => estimatedBpm.some((estimate) => isNear(estimate, bpm, tolerance)));
  return {
    pScore: (first ? reference.weight : 0) + (second ? 1 - reference.weight : 0),
    oneCorrect: first! || second!,
    bothCorrect: first! && second!,
  };
}

/** Whether the estimate lies within `tolerance` of the reference (Acc1), or of 1, 2, 3, 1/2 or 1/3 times it (Acc2); Gouyon et al. 2006. */
export function tempoAccuracy(
  referenceBpm: number,
  estimatedBpm: number,
  tolerance = 0.04,
): { readonly acc1: boolean; readonly acc2: boolean } {
  const isWithin = (factor: number) => isNear(estimatedBpm, factor * referenceBpm, tolerance);
  return { acc1: isWithin(1), acc2: [1, 2, 3, 1 / 2, 1 / 3].some(isWithin) };
}

function isNear(estimate: number, reference: number, tolerance: number): boolean {
  return reference > 0 && Math.abs(estimate - reference) / reference <= tolerance;
}

function checkRange(value: number, highest: number, what: string): void {
  if (value >= 0 && value <= highest && Number.isFinite(value)) return;
  throw new SwerveError(
    'invalid-argument',
    `${value} is no ${what}.`,
    what,
    highest === 1 ? 'Give a share from 0 to 1.' : 'Give a finite number, 0 for none.',
  );
}
