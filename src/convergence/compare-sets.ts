import { type Aspect, aspects as allAspects } from '../analysis/analyser.js';
import { seededRandom } from '../dsp/seeded-random.js';
import { SwerveError } from '../errors.js';
import { centred } from './centred.js';
import { rarefied } from './group-splits.js';
import { holm } from './holm.js';
import { type Narrowing, type PermutationOptions, testNarrowing } from './narrowing.js';
import { logNormalIsolation } from './normal-isolation.js';
import { pairDistances } from './pair-distances.js';
import { namePattern, type Pattern } from './pattern.js';
import { commonColumns, type RowSet, selectSetColumns, selectSetRows } from './row-set.js';
import { type Shift, testShift } from './shift.js';
import { covarianceSpectrum } from './spectrum.js';
import { type Support, supportOf } from './support.js';

/** The tests of one set of columns, and the name of what they show. */
export type Verdict = Narrowing & {
  readonly pattern: Pattern;
  readonly shift: Shift;
  /** Isolation, B over A, each over that of a normal set with the same covariance: low where B lies in clumps. */
  readonly clumping: number;
  /** Eigenvalues of either covariance at equal size, the largest first, in shares of a feature's robust variance. */
  readonly spectrum: { readonly a: readonly number[]; readonly b: readonly number[] };
};

export type AspectVerdict = {
  readonly aspect: Aspect;
  readonly features: number;
  readonly narrowing: Narrowing;
  /** Its p, by Holm among the aspects. */
  readonly adjusted: number;
};

/** Set B against set A. */
export type Convergence = Verdict & {
  readonly tracks: { readonly a: SetSize; readonly b: SetSize };
  readonly features: number;
  readonly permutations: number;
  readonly seed: number;
  /** Secondary. */
  readonly aspects: readonly AspectVerdict[];
  readonly support: Support;
};

export type SetSize = {
  readonly tracks: number;
  readonly artists: number;
  /** Tracks with too few of the features, or beyond the number that is compared. */
  readonly leftOut: number;
};

export type CompareOptions = Partial<PermutationOptions> & {
  /** Larger sets are thinned out to this number of tracks at random. */
  readonly mostTracks?: number;
};

export const fewestTracks = 8;
export const fewestArtists = 5;
const leastFeatures = 2;
const usual = { permutations: 999, seed: 20240607, mostTracks: 500 };

/**
 * Whether B has converged against A: as a whole, by aspect (`aspects[column]`), and described. Rows are robust z.
 * Throws SwerveError 'too-few-references' below 8 tracks or 5 artists in either set.
 */
export function compareSets(
  a: RowSet,
  b: RowSet,
  aspects: readonly Aspect[],
  options: CompareOptions = {},
): Convergence {
  const { permutations, seed, mostTracks } = { ...usual, ...options };
  const random = seededRandom(seed);
  checkSizes(a, b);
  const columns = commonColumns([a, b]);
  if (columns.length < leastFeatures)
    throw new SwerveError(
      'profile-mismatch',
      `The sets have ${columns.length} features in common.`,
      'converge',
      'Analyse both with the same version of Swerve.',
    );
  const whole = [a, b].map((set) => thinned(selectSetColumns(set, columns), mostTracks, random)) as [RowSet, RowSet];
  checkSizes(...whole);
  const size = Math.min(whole[0].count, whole[1].count);
  const [first, second] = whole.map((set) => thinned(set, size, random)) as [RowSet, RowSet];
  return {
    ...judge(...whole, { permutations, seed }),
    tracks: { a: sizeOf(a, whole[0]), b: sizeOf(b, whole[1]) },
    features: columns.length,
    permutations,
    seed,
    aspects: byAspect(
      ...whole,
      columns.map((column) => aspects[column]!),
      { permutations, seed },
    ),
    support: supportOf(first, second, seed),
  };
}

/** The whole alone, of sets with the same columns: what a catalogue runs for every year. */
export function judge(a: RowSet, b: RowSet, options: PermutationOptions): Verdict {
  const narrowing = testNarrowing(a, b, options);
  const shift = testShift(a, b, options);
  const { isolation, effectiveRank } = narrowing.statistics;
  const { seed } = options;
  const size = narrowing.rarefiedTo;
  const random = seededRandom(seed);
  const spectrum = { a: spectrumOf(thinned(a, size, random)), b: spectrumOf(thinned(b, size, random)) };
  const explained = logNormalIsolation(spectrum.b, size, seed) - logNormalIsolation(spectrum.a, size, seed);
  const clumping = isolation.ratio.value / Math.exp(explained);
  const pattern = namePattern({ narrowing: narrowing.p, isolation, clumping, effectiveRank, shift: shift.p });
  return { pattern, ...narrowing, shift, clumping, spectrum };
}

function thinned(set: RowSet, size: number, random: () => number): RowSet {
  const rows = Int32Array.from({ length: set.count }, (_, row) => row);
  return selectSetRows(set, rarefied(rows, size, random));
}

/** Aspects of which either set has too little are left out. */
function byAspect(a: RowSet, b: RowSet, columns: readonly Aspect[], options: PermutationOptions): AspectVerdict[] {
  const tested = allAspects.flatMap((aspect) => {
    const own = [...columns.keys()].filter((column) => columns[column] === aspect);
    if (own.length < leastFeatures) return [];
    const [first, second] = [selectSetColumns(a, own), selectSetColumns(b, own)];
    if ([first, second].some((set) => set.count < fewestTracks || artistsOf(set) < fewestArtists)) return [];
    return [{ aspect, features: own.length, narrowing: testNarrowing(first, second, options) }];
  });
  const adjusted = holm(tested.map(({ narrowing }) => narrowing.p));
  return tested.map((verdict, place) => ({ ...verdict, adjusted: adjusted[place]! }));
}

function spectrumOf(set: RowSet): number[] {
  return [...covarianceSpectrum(pairDistances(centred(set).z, set.count, set.width), set.count)];
}

function artistsOf({ groups }: RowSet): number {
  return new Set(groups).size;
}

function sizeOf(given: RowSet, compared: RowSet): SetSize {
  return { tracks: compared.count, artists: artistsOf(compared), leftOut: given.count - compared.count };
}

function checkSizes(a: RowSet, b: RowSet): void {
  checkSize(a, 'the set compared with');
  checkSize(b, 'the set in question');
}

function checkSize(set: RowSet, where: string): void {
  const artists = artistsOf(set);
  if (set.count >= fewestTracks && artists >= fewestArtists) return;
  throw new SwerveError(
    'too-few-references',
    `There are ${set.count} tracks by ${artists} artists to compare.`,
    where,
    `Give at least ${fewestTracks} tracks by ${fewestArtists} artists; better 40 by 20.`,
  );
}
