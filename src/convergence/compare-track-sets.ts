import { SwerveError } from '../errors.js';
import type { RegisteredFeature } from '../features/registry.js';
import { commonScales } from './common-scales.js';
import { comparableFeatures } from './comparable-features.js';
import { type CompareOptions, type Convergence, compareSets } from './compare-sets.js';
import { narrowingError, patternRule, shiftError } from './pattern.js';
import { type Portrait, portraitOf } from './portrait.js';
import { sharedTracks } from './shared-tracks.js';
import { lookups, rowSetOf, type TrackSet, trackSetHash } from './track-set.js';
import { canFollow, type Period, type Trend, trendOf } from './trend.js';

/** A comparison as it would have been registered before it was made, with what it gave. */
export type ConvergenceRecord = {
  readonly question: string;
  readonly a: SetIdentity;
  readonly b: SetIdentity;
  readonly plan: {
    readonly scale: string;
    readonly family: string;
    readonly secondary: string;
    readonly unit: string;
    readonly rule: string;
    readonly errors: { readonly narrowing: number; readonly shift: number };
  };
  /** Tracks of B that are in A too: they make the sets more alike than they are. */
  readonly shared: number;
  readonly result: Convergence;
  /** Of B by year; null where fewer than 5 years have tracks enough. */
  readonly trend: Trend | null;
};

/** The hash is that of the tracks that were looked at: all of them, or those drawn from a large catalogue. */
export type SetIdentity = { readonly name: string; readonly tracks: number; readonly hash: string };

const plan: ConvergenceRecord['plan'] = {
  scale:
    "robust z: about the set's own median, in the spread that tracks have about their own set's medians, both sets " +
    'weighing the same, with measuring noise in it; clipped to +-6, not whitened; the larger set rarefied',
  family: 'dispersion, nearest neighbour and Vendi score, B over A, one-sided, Westfall-Young min-p over permutations',
  secondary: 'the same by aspect, Holm-corrected; effective rank and isolation for the name alone',
  unit: 'artists are permuted, never tracks',
  rule: patternRule,
  errors: { narrowing: narrowingError, shift: shiftError },
};

/** A comparison, and what its plots show. */
export type TrackSetComparison = { readonly record: ConvergenceRecord; readonly portrait: Portrait };

/**
 * Whether the tracks of B have converged against those of A. Errors: those of `compareSets`, and 'invalid-argument' where
 * both are the same tracks.
 */
export function compareTrackSets(
  a: TrackSet,
  b: TrackSet,
  features: readonly RegisteredFeature[],
  options: CompareOptions = {},
): TrackSetComparison {
  const shared = sharedTracks(a, b);
  if (shared === a.tracks.length && shared === b.tracks.length)
    throw new SwerveError('invalid-argument', 'Both sets are the same tracks.', b.name, 'Name two that differ.');
  const scales = commonScales(comparableFeatures(features, [a, b]), [a, b].map(lookups));
  const [first, second] = [rowSetOf(scales, a), rowSetOf(scales, b)];
  const result = compareSets(first, second, scales.aspects, options);
  const periods = periodsOf(b).map(({ time, tracks }): Period => ({ time, set: rowSetOf(scales, { tracks }) }));
  return {
    record: {
      question: `Do the tracks of "${b.name}" lie closer together than those of "${a.name}"?`,
      a: identityOf(a),
      b: identityOf(b),
      plan,
      shared,
      result,
      trend: canFollow(periods) ? trendOf(periods, result) : null,
    },
    portrait: portraitOf(first, second, result.rarefiedTo, result.seed),
  };
}

function periodsOf({ tracks }: TrackSet) {
  const years = [...new Set(tracks.flatMap(({ year }) => (year === undefined ? [] : [year])))];
  return years.map((time) => ({ time, tracks: tracks.filter(({ year }) => year === time) }));
}

function identityOf(set: TrackSet): SetIdentity {
  return { name: set.name, tracks: set.drawnFrom ?? set.tracks.length, hash: trackSetHash(set) };
}
