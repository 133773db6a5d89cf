import type { Aspect } from '../analysis/analyser.js';
import { multiply } from '../dsp/linear-algebra.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { standardise } from '../profiles/standardise.js';
import type { PlacedAspect, Placement } from './placement.js';
import { zcaCorWhitening } from './whitening.js';

/** One feature's part in the distance, with what a reader needs to judge it. */
export type Contribution = {
  readonly id: string;
  readonly aspect: Aspect;
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  /** Of the references, in `unit`; null for circular features. */
  readonly median: number | null;
  readonly band: readonly [number, number] | null;
  /** Robust standard deviations from the median, in transformed units, clipped to +-6; null for circular features. */
  readonly z: number | null;
  /** What less and more of it are called. */
  readonly lower: string;
  readonly higher: string;
  /** Which of the two it is; '' for circular features and at the median itself. */
  readonly direction: string;
  /** Of D; all shares are at least 0 and sum to 1. */
  readonly share: number;
};

/**
 * share_j = w_a term_a / sum(w term) * u_j^2 / d_a^2, u the ZCA-cor whitened deviation of its aspect; the largest
 * first. At the very centre, where D is 0, every aspect and feature has the same share.
 */
export function contributionsOf(row: FeatureRow, loaded: LoadedProfile, placement: Placement): Contribution[] {
  return placement.aspects
    .flatMap((aspect) => {
      const part = aspectShare(aspect, placement);
      return [...sharesByFeature(aspect)].map(([index, { share, z }]) =>
        describe(loaded.scored[index]!, row, z, part * share),
      );
    })
    .sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
}

/** The aspect's part of D. */
export function aspectShare({ model, term }: PlacedAspect, { aspects, distance }: Placement): number {
  const weights = aspects.reduce((sum, other) => sum + other.model.weight, 0);
  return distance > 0 ? (model.weight * term) / (distance * weights) : model.weight / weights;
}

/** Each feature's part of d_a^2; a circular feature is the sum of its two columns. */
function sharesByFeature({ model, values }: PlacedAspect): Map<number, { share: number; z: number | null }> {
  const { space, table } = model;
  const z = standardise(values, 1, space.scales);
  const squares = multiply(zcaCorWhitening(space), space.width, z).map((value) => value * value);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const shares = new Map<number, { share: number; z: number | null }>();
  table.columns.forEach(({ feature, part }, column) => {
    const share = total > 0 ? squares[column]! / total : 1 / space.width;
    shares.set(feature, {
      share: share + (shares.get(feature)?.share ?? 0),
      z: part === 'plain' ? z[column]! : null,
    });
  });
  return shares;
}

function describe(
  feature: LoadedProfile['scored'][number],
  row: FeatureRow,
  z: number | null,
  share: number,
): Contribution {
  const { id, aspect, title, unit, median, low, high, lower, higher } = feature;
  return {
    id,
    aspect,
    title,
    value: row.values[id]!,
    unit,
    median,
    band: low === null || high === null ? null : [low, high],
    z,
    lower,
    higher,
    direction: !z ? '' : z < 0 ? lower : higher,
    share,
  };
}
