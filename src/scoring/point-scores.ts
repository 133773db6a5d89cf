import { type DepartureModel, weightedMean } from '../profiles/departure-model.js';
import { equalise } from '../profiles/equalise.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { rowStandardiser } from '../profiles/standardise.js';
import { transformValue } from '../profiles/transform.js';
import { percentileRank } from './percentile.js';
import { cutoffId, narrowerBandOf } from './shared-bandwidth.js';

/** Scores rows by the million: the departures alone, without intervals, aspects or reasons. */
export type PointScorer = {
  /** What a row has, in order: the profile's scored features, those that weigh an angle, and where the spectrum ends. */
  readonly features: readonly string[];
  /**
   * The departure of each of `count` rows, `values[row * features.length + i]`, NaN where missing: the `departure.value` of
   * `scoreRow` for a recording whose artist is not among the references. NaN where nothing can be compared.
   */
  departures(values: Float64Array, count: number): Float64Array;
};

/** A model is fitted for every set of features that rows have, when it is first met: quick where these are few. */
export function pointScorer(loaded: LoadedProfile): PointScorer {
  const { scored, material, profile } = loaded;
  const compared = scored.flatMap(({ id, strength }) => (strength === undefined ? [id] : [id, strength]));
  const features = [
    ...new Set(profile.features.some(({ id }) => id === cutoffId) ? [...compared, cutoffId] : compared),
  ];
  const width = features.length;
  const places = new Map(features.map((id, i) => [id, i]));
  const needed = scored.map(({ id, strength }) => [places.get(id)!, places.get(strength ?? id)!] as const);
  const narrowerBand = narrowerBandOf(profile);
  const cutoffPlace = places.get(cutoffId) ?? NaN;
  let values: Float64Array = new Float64Array(0);
  let start = 0;
  const transforms = material.table.columns.map(({ feature: number, part }) => {
    const feature = scored[number]!;
    const [own, strength] = needed[number]!;
    const valueOf = (id: string) => values[start + (id === feature.id ? own : strength)];
    return () => transformValue(feature, part, valueOf);
  });
  const columns = new Float64Array(transforms.length);

  function maskOf(row: number): string {
    const from = row * width;
    const isThere = (place: number) => Number.isFinite(values[from + place]!);
    const narrower = narrowerBand(values[from + cutoffPlace]);
    if (narrower === undefined && features.every((_, place) => isThere(place))) return complete;
    return needed
      .map(([own, strength], feature) => {
        const isShared = narrower?.holds(scored[feature]!) ?? true;
        return isShared && isThere(own) && isThere(strength) ? '1' : '0';
      })
      .join('');
  }
  const complete = '1'.repeat(scored.length);

  return {
    features,
    departures(given, count) {
      values = given;
      const out = new Float64Array(count).fill(NaN);
      const masks = new Map<string, number[]>();
      for (let row = 0; row < count; row++) {
        const mask = maskOf(row);
        const alike = masks.get(mask);
        if (alike === undefined) masks.set(mask, [row]);
        else alike.push(row);
      }
      for (const [mask, rows] of masks) {
        const model = loaded.modelFor(Array.from(mask, (digit) => digit === '1'));
        if (model.aspects.length === 0) continue;
        const distance = distanceIn(model);
        for (const row of rows) {
          start = row * width;
          for (let column = 0; column < columns.length; column++) columns[column] = transforms[column]!();
          out[row] = percentileRank(distance(columns), model.departures);
        }
      }
      return out;
    },
  };
}

/** D of one row of transformed values after the other, as `place` has it. */
function distanceIn(model: DepartureModel): (columns: Float64Array) => number {
  const aspects = model.aspects.map(({ weight, space, columns, equaliser }) => ({
    weight,
    metric: space.metric,
    equaliser,
    standardised: rowStandardiser(space.scales, columns),
  }));
  return (columns) =>
    weightedMean(aspects, ({ metric, equaliser, standardised }) =>
      equalise(metric.squared(standardised(columns)), equaliser),
    );
}
