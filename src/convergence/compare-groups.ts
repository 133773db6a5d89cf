import { SwerveError } from '../errors.js';
import type { RegisteredFeature } from '../features/registry.js';
import { contentHash } from '../profiles/content-hash.js';
import { centred } from './centred.js';
import { type CommonScales, commonScales } from './common-scales.js';
import { comparableFeatures } from './comparable-features.js';
import { type Convergence, compareSets } from './compare-sets.js';
import { holm } from './holm.js';
import { type Lineage, lineageOf } from './lineage.js';
import type { PermutationOptions } from './narrowing.js';
import { narrowingError, type Pattern, patternRule } from './pattern.js';
import { joinSets, selectSetRows } from './row-set.js';
import { lookups, rowSetOf, type TrackSet, trackSetHash } from './track-set.js';
import { type Trend, trendOf } from './trend.js';

/** Tracks of a catalogue by what stands in one of its columns. */
export type GroupedTracks = {
  readonly name: string;
  /** The column: numbers are times, those of the column 'generation' generations, words the names of groups. */
  readonly by: string;
  readonly groups: readonly TrackSet[];
};

/** One group against the tracks of all others. */
export type GroupVerdict = {
  readonly group: string;
  readonly result: Convergence;
  /** The narrowing's p, by Holm among the groups. */
  readonly adjusted: number;
  /** The name of what was found; 'no evidence' where the corrected p does not reach. */
  readonly pattern: Pattern;
};

export type GroupsFinding =
  | { readonly kind: 'trend'; readonly trend: Trend }
  | { readonly kind: 'lineage'; readonly lineage: Lineage }
  | {
      readonly kind: 'groups';
      readonly verdicts: readonly GroupVerdict[];
      /** Groups that are too few tracks to be compared, or leave too few for the others. */
      readonly leftOut: readonly string[];
    };

/** What became of a catalogue from group to group, as it would have been registered beforehand, with what it gave. */
export type GroupsRecord = PermutationOptions & {
  readonly question: string;
  readonly catalogue: { readonly name: string; readonly groupedBy: string; readonly hash: string };
  readonly groups: readonly GroupIdentity[];
  readonly plan: Readonly<Record<string, string>>;
  readonly features: readonly string[];
  readonly finding: GroupsFinding;
};

export type GroupIdentity = {
  readonly name: string;
  /** In the catalogue, and those of them, drawn at random, that are looked at. */
  readonly tracks: number;
  readonly drawn: number;
  readonly hash: string;
};

const usual: PermutationOptions = { permutations: 999, seed: 20240607 };
const generation = 'generation';

/**
 * A trend where the groups are numbers, a lineage where they are generations, else each group against the others.
 * Errors: those of `trendOf`, `lineageOf` and `compareSets`.
 */
export function compareGroups(
  { name, by, groups }: GroupedTracks,
  references: readonly TrackSet[],
  features: readonly RegisteredFeature[],
  options: Partial<PermutationOptions> = {},
): GroupsRecord {
  const { permutations, seed } = { ...usual, ...options };
  const kind = kindOf(by, groups);
  // generations are few tracks each: their spread is no scale
  const scaled = kind === 'lineage' ? references : groups;
  const scales = commonScales(comparableFeatures(features, [...groups, ...scaled]), scaled.map(lookups));
  const identities = groups.map((group) => ({
    name: group.name,
    tracks: group.drawnFrom ?? group.tracks.length,
    drawn: group.tracks.length,
    hash: trackSetHash(group),
  }));
  return {
    question: questions[kind](name, by),
    catalogue: { name, groupedBy: by, hash: groupsHash(identities.map(({ hash }) => hash)) },
    groups: identities,
    plan: plans[kind],
    permutations,
    seed,
    features: scales.names,
    finding: findings[kind](groups, scales, { permutations, seed }),
  };
}

/** SHA-256 of the groups' own, in their order. */
export function groupsHash(hashes: readonly string[]): string {
  return contentHash(hashes.join(' '));
}

type Kind = GroupsFinding['kind'];

function kindOf(by: string, groups: readonly TrackSet[]): Kind {
  if (by === generation) return 'lineage';
  return groups.length > 0 && groups.every(({ name }) => name.trim() !== '' && Number.isFinite(Number(name)))
    ? 'trend'
    : 'groups';
}

const questions: Readonly<Record<Kind, (name: string, by: string) => string>> = {
  trend: (name, by) => `Do the tracks of "${name}" lie closer together from ${by} to ${by}?`,
  lineage: (name) => `Do the chains of "${name}" shrink, drift or stand still from generation to generation?`,
  groups: (name, by) => `Do the tracks of any ${by} of "${name}" lie closer together than those of the others?`,
};

const scale =
  "robust z: about the group's own median, in the spread that tracks have about their own group's medians, all groups " +
  'weighing the same, with measuring noise in it; clipped to +-6, not whitened';
const plans: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  trend: {
    scale,
    statistics: 'dispersion, nearest neighbour and Vendi score at equal size, one kernel for all times',
    tests: 'Theil-Sen line of the logarithm with a moving-block bootstrap; Mann-Kendall test of a fall, by Holm',
    rule: 'it falls where the corrected p is at most .05 and the 95 % interval of the slope lies below 0',
    changes:
      "Foote's novelty of the times' mean rows, each feature without its line, against permuted orders: p at most .05",
  },
  lineage: {
    scale: 'robust z: the spread that references have about their own genre; clipped to +-6, not whitened',
    unit: 'the chain; its artist where no chain is named',
    rule: 'Mann-Kendall tests of spread and displacement, as the finding says',
  },
  groups: {
    scale,
    reference: "the tracks of all other groups, each about its own group's median: where a group lies is not compared",
    family: 'dispersion, nearest neighbour and Vendi score, one-sided, Westfall-Young min-p; by Holm among the groups',
    unit: 'artists are permuted, never tracks',
    rule: patternRule,
  },
};

const findings: Readonly<
  Record<Kind, (groups: readonly TrackSet[], scales: CommonScales, options: PermutationOptions) => GroupsFinding>
> = {
  trend: (groups, scales, options) => ({
    kind: 'trend',
    trend: trendOf(
      groups.map((group) => ({ time: Number(group.name), set: rowSetOf(scales, group) })),
      options,
    ),
  }),
  lineage(groups, scales, { seed }) {
    const tracks = groups.flatMap((group) => group.tracks);
    const { z, width, count } = rowSetOf(scales, { tracks });
    const chains = tracks.map(({ chain, artist }) => chain ?? artist);
    const generations = groups.flatMap(({ name, tracks: own }) => own.map(() => Number(name)));
    return {
      kind: 'lineage',
      lineage: lineageOf({ set: { z, width, count, groups: chains }, generation: generations }, seed),
    };
  },
  groups(groups, scales, options) {
    const sets = groups.map((group) => centred(rowSetOf(scales, group)));
    const all = sets.reduce(joinSets);
    const groupOfRow = sets.flatMap(({ count }, place) => Array<number>(count).fill(place));
    const compared = [...sets.keys()].flatMap((place) => {
      const others = [...groupOfRow.keys()].filter((row) => groupOfRow[row] !== place);
      const result = unlessTooFew(() => compareSets(selectSetRows(all, others), sets[place]!, scales.aspects, options));
      return result === undefined ? [] : [{ place, result }];
    });
    const adjusted = holm(compared.map(({ result }) => result.p));
    return {
      kind: 'groups',
      verdicts: compared.map(({ place, result }, i) => ({
        group: groups[place]!.name,
        result,
        adjusted: adjusted[i]!,
        pattern: adjusted[i]! <= narrowingError ? result.pattern : 'no evidence',
      })),
      leftOut: groups.filter((_, at) => compared.every(({ place }) => place !== at)).map(({ name }) => name),
    };
  },
};

/** Undefined where a group, or what is left without it, is too small to be compared. */
function unlessTooFew(compare: () => Convergence): Convergence | undefined {
  try {
    return compare();
  } catch (error) {
    if (error instanceof SwerveError && error.code === 'too-few-references') return undefined;
    throw error;
  }
}
