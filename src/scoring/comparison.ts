import type { Aspect } from '../analysis/analyser.js';
import type { Coverage } from './coverage.js';
import type { OnsetDisplacement } from './onset-displacement.js';
import type { Difference, Estimate } from './resample.js';
import type { Score } from './score.js';

/** Two versions of one recording against one profile: plain, frozen, JSON-able. */
export type Comparison = {
  readonly profile: Score['profile'];
  /** True where no aspect moved beyond what changes that are not musical do. */
  readonly withinMeasurement: boolean;
  readonly departure: Moved;
  /** Of D, the distance from the genre's centre: finer than a percentile. Below zero: towards the average. */
  readonly distance: Difference;
  /** The one that moved furthest first, those beyond the measurement before the others. */
  readonly aspects: readonly AspectChange[];
  /** The one that moved furthest first. */
  readonly features: readonly FeatureChange[];
  /** How far the onsets of the middle excerpt moved; null where too few are in both. */
  readonly onsets: OnsetDisplacement | null;
  /** Pairs of excerpts compared. */
  readonly excerpts: number;
  /** Features that both versions have, of those that the profile scores. */
  readonly coverage: Coverage;
  readonly n: Score['n'];
};

/** A percentile of both versions, and its change with an interval: measuring noise, the references' artists, excerpts. */
export type Moved = {
  readonly before: Estimate;
  readonly after: Estimate;
  /** Above zero: away from the average. */
  readonly change: Difference;
};

export type AspectChange = Moved & {
  readonly aspect: Aspect;
  /**
   * Root mean square over the aspect's features of their change beyond noise, in the genre's robust SDs; of timing what
   * its onsets moved by, over how far the genre's onsets usually lie from their grid, where that is more.
   */
  readonly moved: number;
  /** The third largest of its features' changes over their own measuring noise; null where that is not known. */
  readonly overNoise: number | null;
  /** More than 5 noises: three features moved; of timing also where its onsets moved by more than their noise. */
  readonly beyondMeasurement: boolean;
};

export type FeatureChange = {
  readonly id: string;
  readonly aspect: Aspect;
  readonly title: string;
  readonly unit: string;
  /** In the middle excerpt. */
  readonly before: number;
  readonly after: number;
  /** Mean over the excerpts, in the genre's robust SDs, transformed; of circular features the length only. */
  readonly change: number;
  /** |change| over the feature's measuring noise; null where that is not known. */
  readonly overNoise: number | null;
  /** More than 2 noises. */
  readonly beyondMeasurement: boolean;
  /** What less or more of it is called; '' for circular features and where nothing changed. */
  readonly direction: string;
  /** Whether it came nearer to the genre's median; null for circular features. */
  readonly towardsAverage: boolean | null;
};
