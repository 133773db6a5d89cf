import type { Aspect } from '../analysis/analyser.js';
import type { ComparedReferences } from './compared-references.js';
import type { Contribution } from './contributions.js';
import type { AnalyserVersions, Coverage } from './coverage.js';
import type { Estimate } from './resample.js';
import type { Separation } from './separation.js';

/** One recording against one profile: plain, frozen, JSON-able. Numbers that cannot be known are null. */
export type Score = {
  readonly profile: { readonly name: string; readonly title: string; readonly hash: string };
  /** Percentile among the genre's own tracks: 50 is ordinary, 10 and less generic, 90 and more distinctive. */
  readonly departure: Estimate;
  /** The same in one space of all features, in which aspects weigh by their number of features. */
  readonly joint: Estimate;
  readonly aspects: readonly AspectScore[];
  /** The largest first; the shares sum to 1. */
  readonly contributions: readonly Contribution[];
  readonly crowding: Crowding;
  /** Of every candidate genre, the one that it belongs to most first. */
  readonly belonging: readonly GenreScore[];
  /** The prediction set. Neither in nor undecided: "unlike every reference you loaded", not "a new genre". */
  readonly genres: { readonly in: readonly string[]; readonly undecided: readonly string[] };
  readonly coverage: Coverage;
  readonly n: ComparedReferences;
  /** Fewer than 20 references: variances only. */
  readonly provisional: boolean;
  readonly versions: {
    readonly profileEngine: string;
    readonly profileAnalysers: AnalyserVersions;
    readonly background: string | null;
  };
};

export type AspectScore = {
  readonly aspect: Aspect;
  readonly departure: Estimate;
  /** Of D. */
  readonly share: number;
  readonly weight: number;
  readonly features: number;
  /** How well this aspect alone tells the genre from the background's others; null without a background. */
  readonly separation: Separation | null;
  /** Whether that is better than chance: the interval of its AUC lies above .5; null where it is not known. */
  readonly diagnoses: boolean | null;
};

/** 100 - percentile of the mean distance to the 5 nearest references by other artists: high means crowded. */
export type Crowding = Estimate & {
  readonly aspects: readonly { readonly aspect: Aspect; readonly crowding: Estimate }[];
};

export type GenreScore = {
  readonly genre: string;
  readonly logLikelihoodRatio: number | null;
  /** Share of the genre's references that belong no more; that lie no nearer to its centre. */
  readonly belongingProbability: number | null;
  readonly distanceProbability: number | null;
  /** p that it is drawn as the references were: belonging, balanced and joint distance at once. Out at .05 and less. */
  readonly probability: number | null;
  readonly verdict: 'in' | 'out' | 'undecided';
};
