import type { Analyser, Aspect, Feature } from '../analysis/analyser.js';

/** A feature as the registry lists it: what its analyser says of it, with its id, aspect and the analyser's version. */
export type RegisteredFeature = Feature & {
  readonly id: string;
  readonly aspect: Aspect;
  readonly analyser: string;
  readonly analyserVersion: number;
  readonly scope: 'excerpt' | 'track' | 'excerpt, track';
};

/** What a profile needs to know of a feature, whoever computed it. */
export type FeatureDescription = Pick<
  RegisteredFeature,
  | 'id'
  | 'aspect'
  | 'analyser'
  | 'analyserVersion'
  | 'title'
  | 'lower'
  | 'higher'
  | 'unit'
  | 'range'
  | 'transform'
  | 'period'
  | 'strength'
  | 'scored'
  | 'scope'
  | 'coordinate'
  | 'needsHz'
  | 'ribbon'
>;

/** `analyser/output.statistic`, with the number's place in its row (from 1) where the row is longer than one. */
export function featureId(analyser: Pick<Analyser, 'id'>, feature: Feature): string {
  const place = feature.index === undefined ? '' : `.${feature.index + 1}`;
  return `${analyser.id}/${feature.of}${place}.${feature.statistic}`;
}

/** Every feature of the given analysers, in their order. */
export function registerFeatures(analysers: readonly Analyser[]): readonly RegisteredFeature[] {
  return analysers.flatMap((analyser) =>
    analyser.features.map((feature) => ({
      ...feature,
      id: featureId(analyser, feature),
      aspect: analyser.aspect,
      analyser: analyser.id,
      analyserVersion: analyser.version,
      scope:
        analyser.kind === 'stream' ? ('excerpt' as const) : (analyser.scopes.join(', ') as RegisteredFeature['scope']),
    })),
  );
}
