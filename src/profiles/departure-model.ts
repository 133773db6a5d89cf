import type { Aspect } from '../analysis/analyser.js';
import type { CrossFitted } from './cross-fitted.js';
import { type Equaliser, fitEqualiser } from './equalise.js';
import { type AspectBlock, aspectBlocks, blockOf, type Material } from './material.js';
import type { CrowdedAspect } from './nearest.js';
import { once } from './once.js';
import { fitSpace, type Space, whitened } from './space.js';

/** What a recording with certain features is compared in. Its parts that are not always needed are fitted when asked for. */
export type DepartureModel = {
  readonly groups: readonly number[];
  readonly aspects: readonly AspectModel[];
  /** Cross-fitted D of each reference. */
  readonly departures: Float64Array;
  /** The material's columns that it uses. */
  readonly columns: readonly number[];
  /** One space of all columns, aspects unweighed. */
  joint(): { readonly space: Space; readonly squared: Float64Array };
  crowding(): CrowdingModel;
  /** Too few references for covariances: variances only. */
  readonly provisional: boolean;
};

export type AspectModel = AspectBlock & {
  readonly aspect: Aspect;
  readonly space: Space;
  readonly equaliser: Equaliser;
  /** Cross-fitted, per reference. */
  readonly squared: Float64Array;
  readonly terms: Float64Array;
};

/** The aspects as crowding sees them, and the cross-fitted distances of the references to their neighbours. */
export type CrowdingModel = {
  readonly aspects: readonly CrowdedAspect[];
  readonly all: Float64Array;
  readonly each: readonly Float64Array[];
};

/** The full fit of every aspect, beside the cross-fitted distances. */
export function fitDepartureModel(
  material: Material,
  present: readonly boolean[],
  crossFitted: CrossFitted,
): DepartureModel {
  const included = new Float64Array(material.table.count).fill(1);
  const aspects = aspectBlocks(material, present).map((block, index): AspectModel => {
    const squared = Float64Array.from(crossFitted.aspects[index]!.squared);
    return {
      ...block,
      space: fitSpace(block.table, included, block.measurement, block.mode),
      equaliser: fitEqualiser(squared),
      squared,
      terms: Float64Array.from(crossFitted.aspects[index]!.terms),
    };
  });
  const columns = aspects.flatMap((aspect) => aspect.columns);
  return {
    groups: material.groups,
    aspects,
    departures: Float64Array.from(material.groups, (_, reference) =>
      weightedMean(aspects, ({ terms }) => terms[reference]!),
    ),
    columns,
    joint: once(() => {
      const { table, measurement, mode } = blockOf(material, columns);
      return { space: fitSpace(table, included, measurement, mode), squared: Float64Array.from(crossFitted.joint()) };
    }),
    crowding: once(() => ({
      aspects: aspects.map(({ table, space, weight, equaliser: { typical } }) => {
        return { table, space, weight, typical, coordinates: whitened(space, table.values, table.count) };
      }),
      all: Float64Array.from(crossFitted.nearest().all),
      each: crossFitted.nearest().each.map((distances) => Float64Array.from(distances)),
    })),
    provisional: material.mode === 'diagonal',
  };
}

/** sum w x / sum w over the defined x. */
export function weightedMean<T extends { readonly weight: number }>(
  parts: readonly T[],
  of: (part: T) => number,
): number {
  let sum = 0;
  let weights = 0;
  for (const part of parts) {
    const value = of(part);
    if (Number.isNaN(value)) continue;
    sum += part.weight * value;
    weights += part.weight;
  }
  return sum / weights;
}
