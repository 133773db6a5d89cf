import type { Aspect } from '../analysis/analyser.js';
import { mean, quantile, sortedDefined } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { AspectModel, DepartureModel } from '../profiles/departure-model.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { clipAt } from '../profiles/standardise.js';
import { comparedReferences } from './compared-references.js';
import type { AspectChange, Comparison, FeatureChange, Moved } from './comparison.js';
import { type AnalyserVersions, type Coverage, coverageOf } from './coverage.js';
import { deepFreeze } from './deep-freeze.js';
import { drawWithNoise } from './measurement-draws.js';
import type { OnsetDisplacement } from './onset-displacement.js';
import { ownArtist } from './own-artist.js';
import { columnsOfRow, type Placement, place } from './placement.js';
import { artistResampler, type Difference } from './resample.js';

/** The same stretch of music in two versions. */
export type RowPair = { readonly before: FeatureRow; readonly after: FeatureRow };

export type CompareOptions = {
  /** Whose references are left out; recognised where the row before is a reference's. */
  readonly artist?: string;
  readonly versions?: AnalyserVersions;
  /** Between the shown pair's onsets. */
  readonly onsets?: OnsetDisplacement;
};

type ColumnPair = { readonly before: Float64Array; readonly after: Float64Array };

/** Changes of this many noises are no evidence of one. */
const noiseReach = 2;
/**
 * The noise of a feature is a mean over recordings, and in some it is several times as large; one or two features may
 * jump for no musical reason. So an aspect has moved where this many of its features did, by so many noises each, or where
 * one did by as many as no noise brings: a detuned recording has no other witness than its tuning.
 */
const witnesses = 3;
const fewestNoises = 5;
const noisesOfOne = 25;
/** How far the genre's onsets usually lie from their grid, in ms. */
const usualDisplacement = 'timing.microtiming/spread.value';

/**
 * What changed from one version of a recording to another, as a paired measurement: feature by feature, over what the
 * feature changes by when nothing musical does. `pairs[headline]` is what is printed; the others widen the intervals and
 * are averaged over. Throws SwerveError 'profile-mismatch'.
 */
export function compareRows(
  pairs: readonly RowPair[],
  headline: number,
  loaded: LoadedProfile,
  options: CompareOptions = {},
): Comparison {
  const { before, after } = pairs[headline]!;
  const { coverage, present } = sharedCoverage(before, after, loaded, options);
  const artist = ownArtist(before, options.artist, [loaded]);
  const model = loaded.modelFor(present, artist);
  if (model.aspects.length === 0)
    throw new SwerveError(
      'profile-mismatch',
      'No aspect has two features that both versions have and this profile scores.',
      loaded.profile.name,
      'Compare recordings with sound in them, at least 10 seconds long.',
    );
  const columns = pairs.map((pair) => ({
    before: columnsOfRow(pair.before, loaded),
    after: columnsOfRow(pair.after, loaded),
  }));
  const features = featureChanges(columns, pairs[headline]!, model, loaded);
  const moves = movesOf(columns, headline, model, loaded);
  const aspects = model.aspects.map(({ aspect }, index) => {
    const own = features.filter((change) => change.aspect === aspect);
    const onsets = aspect === 'timing' ? displaced(options.onsets, loaded) : 0;
    return aspectChange(aspect, own, moves.aspects[index]!, onsets);
  });
  return deepFreeze({
    profile: { name: loaded.profile.name, title: loaded.profile.title, hash: loaded.profile.hash },
    withinMeasurement: !aspects.some(({ beyondMeasurement }) => beyondMeasurement),
    departure: moves.departure,
    distance: moves.distance,
    aspects: aspects.sort((a, b) => Number(b.beyondMeasurement) - Number(a.beyondMeasurement) || b.moved - a.moved),
    features: features.map(({ noise: _noise, ...change }) => change).sort((a, b) => beyondNoise(b) - beyondNoise(a)),
    onsets: options.onsets ?? null,
    excerpts: pairs.length,
    coverage,
    n: comparedReferences(loaded.profile, loaded.comparedWith(artist)),
  });
}

/** What both versions have; what only one has is masked with that version named. */
function sharedCoverage(
  before: FeatureRow,
  after: FeatureRow,
  loaded: LoadedProfile,
  { versions }: CompareOptions,
): { readonly coverage: Coverage; readonly present: readonly boolean[] } {
  const [first, second] = [before, after].map((row) => coverageOf(row, loaded, versions)) as [
    ReturnType<typeof coverageOf>,
    ReturnType<typeof coverageOf>,
  ];
  const present = first.present.map((is, feature) => is && second.present[feature]!);
  const masked = loaded.scored.flatMap(({ id }, feature) => {
    if (present[feature]) return [];
    const reasonOf = ({ coverage }: typeof first) => coverage.masked.find((other) => other.id === id)?.reason;
    const [early, late] = [reasonOf(first), reasonOf(second)];
    const reason = early === undefined ? `after: ${late}` : late === undefined ? `before: ${early}` : early;
    return [{ id, reason }];
  });
  return { coverage: { scored: present.filter(Boolean).length, expected: present.length, masked }, present };
}

type NoisyChange = FeatureChange & { readonly noise: number };

function featureChanges(
  columns: readonly ColumnPair[],
  shown: RowPair,
  model: DepartureModel,
  loaded: LoadedProfile,
): NoisyChange[] {
  return model.aspects.flatMap(({ aspect, columns: own, space, measurement }) => {
    return [...placesByFeature(own, loaded)].map(([index, ats]): NoisyChange => {
      const { id, title, unit, lower, higher } = loaded.scored[index]!;
      const zOf = (values: Float64Array, at: number) =>
        (values[own[at]!]! - space.scales.centre[at]!) / space.scales.scale[at]!;
      const changes = ats.map((at) => mean(columns.map(({ before, after }) => zOf(after, at) - zOf(before, at))));
      const linear = ats.length === 1;
      const change = linear ? changes[0]! : Math.hypot(...changes);
      const noise = Math.hypot(...ats.map((at) => measurement[at]! / space.scales.scale[at]!));
      const nearness = linear
        ? mean(columns.map(({ before, after }) => Math.abs(zOf(after, ats[0]!)) - Math.abs(zOf(before, ats[0]!))))
        : 0;
      return {
        id,
        aspect,
        title,
        unit,
        before: shown.before.values[id]!,
        after: shown.after.values[id]!,
        change,
        overNoise: noise > 0 ? Math.abs(change) / noise : null,
        beyondMeasurement: Math.abs(change) > noiseReach * noise,
        direction: !linear || change === 0 ? '' : change < 0 ? lower : higher,
        towardsAverage: linear && change !== 0 ? nearness < 0 : null,
        noise,
      };
    });
  });
}

/** The places in an aspect's columns that belong to each feature: one, or two of a circular one. */
function placesByFeature(columns: readonly number[], { material }: LoadedProfile): Map<number, number[]> {
  const places = new Map<number, number[]>();
  columns.forEach((column, place) => {
    const { feature } = material.table.columns[column]!;
    places.set(feature, [...(places.get(feature) ?? []), place]);
  });
  return places;
}

/** How far beyond twice its noise, in the genre's SDs. */
function beyondNoise({ change, overNoise }: FeatureChange): number {
  const size = Math.min(Math.abs(change), clipAt);
  return overNoise === null
    ? size
    : size * Math.sqrt(Math.max(0, 1 - (noiseReach / Math.max(overNoise, noiseReach)) ** 2));
}

/**
 * The onsets' displacement beyond noise as a share of the genre's usual one, whether or not enough of the references
 * keep to a grid for that to be scored; 0 where it is within noise, or either is not known.
 */
function displaced(onsets: OnsetDisplacement | undefined, { profile }: LoadedProfile): number {
  const usual = profile.features.find(({ id }) => id === usualDisplacement)?.median;
  if (onsets === undefined || typeof usual !== 'number' || onsets.milliseconds <= onsets.noiseMs) return 0;
  return Math.min(Math.sqrt(onsets.milliseconds ** 2 - onsets.noiseMs ** 2) / usual, clipAt);
}

function aspectChange(aspect: Aspect, features: readonly NoisyChange[], moved: Moved, onsets: number): AspectChange {
  const overNoises = features
    .map(({ change, overNoise }) => overNoise ?? (change === 0 ? 0 : Infinity))
    .sort((a, b) => b - a);
  const overNoise = overNoises[Math.min(witnesses, overNoises.length) - 1]!;
  return {
    aspect,
    ...moved,
    moved: Math.max(Math.sqrt(mean(features.map((change) => beyondNoise(change) ** 2))), onsets),
    overNoise: Number.isFinite(overNoise) ? overNoise : null,
    beyondMeasurement: overNoise > fewestNoises || overNoises[0]! > noisesOfOne || onsets > 0,
  };
}

/** Percentiles of both versions and their changes; every draw takes a pair of excerpts and adds measuring noise. */
function movesOf(
  columns: readonly ColumnPair[],
  headline: number,
  model: DepartureModel,
  loaded: LoadedProfile,
): { readonly departure: Moved; readonly distance: Difference; readonly aspects: readonly Moved[] } {
  const resampler = artistResampler(model.groups);
  const complete = columns.filter(
    (pair, index) =>
      index === headline || model.columns.every((at) => !Number.isNaN(pair.before[at]! + pair.after[at]!)),
  );
  const { before, after } = columns[headline]!;
  const [placedBefore, placedAfter] = [place(model, before), place(model, after)];
  const drawn = drawWithNoise(complete, model, loaded.material.measurement);
  const moved = (of: (placement: Placement) => number, references: Float64Array): Moved => ({
    before: resampler.estimate(of(placedBefore), references),
    after: resampler.estimate(of(placedAfter), references),
    change: resampler.difference(
      { before: of(placedBefore), after: of(placedAfter) },
      references,
      drawn.map((pair) => ({ before: of(pair.before), after: of(pair.after) })),
    ),
  });
  const distance = placedAfter.distance - placedBefore.distance;
  const distances = sortedDefined(drawn.map((pair) => pair.after.distance - pair.before.distance));
  return {
    distance: {
      value: distance,
      low: Math.min(distance, quantile(distances, 0.025)),
      high: Math.max(distance, quantile(distances, 0.975)),
    },
    departure: moved(({ distance }) => distance, model.departures),
    aspects: model.aspects.map(({ squared }: AspectModel, index) =>
      moved(({ aspects }) => aspects[index]!.squared, squared),
    ),
  };
}
