import type { Aspect } from '../../src/analysis/analyser.js';
import { normalRandom } from '../../src/dsp/normal-random.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import type { RegisteredFeature } from '../../src/features/registry.js';
import type { FeatureRow } from '../../src/features/row.js';
import type { ProfileMeta } from '../../src/profiles/build-profile.js';

export const meta: ProfileMeta = {
  name: 'made-up',
  title: 'Made up',
  source: 'random numbers',
  licence: 'none needed',
  excerptPolicy: 'none',
  engineVersion: '0.0.0',
};

export function feature(aspect: Aspect, name: string, more: Partial<RegisteredFeature> = {}): RegisteredFeature {
  return {
    id: `${aspect}.${name}/value.value`,
    aspect,
    analyser: `${aspect}.${name}`,
    analyserVersion: 1,
    of: 'value',
    statistic: 'value',
    title: name,
    lower: 'less',
    higher: 'more',
    unit: 'dB',
    range: [-1000, 1000],
    transform: 'identity',
    minimumSeconds: 1,
    formula: 'x',
    citation: 'none',
    scored: true,
    scope: 'excerpt',
    ...more,
  };
}

/** `counts` features of each aspect. */
export function featuresOf(counts: Partial<Record<Aspect, number>>): RegisteredFeature[] {
  return Object.entries(counts).flatMap(([aspect, count]) =>
    Array.from({ length: count }, (_, i) => feature(aspect as Aspect, `made${i + 1}`)),
  );
}

export function normal(next: () => number): number {
  return normalRandom(next)();
}

export type Drawn = { row: FeatureRow; artist: string; title: string; genre: string };

/**
 * Tracks of artists who have a style of their own: half of the variance is the artist's; neighbouring features are
 * correlated, and every track's deviation is scaled by a heavy-tailed factor.
 */
export function drawGenre(
  features: readonly RegisteredFeature[],
  {
    genre = 'made-up',
    artists = 20,
    tracks = 3,
    seed = 1,
    offset = 0,
    spread = 1,
  }: { genre?: string; artists?: number; tracks?: number; seed?: number; offset?: number; spread?: number } = {},
): Drawn[] {
  const next = seededRandom(seed);
  const vector = () => {
    let carried = normal(next);
    return features.map(() => (carried = 0.5 * carried + Math.sqrt(0.75) * normal(next)));
  };
  return Array.from({ length: artists }, (_, artist) => {
    const style = vector();
    return Array.from({ length: tracks }, (_, track): Drawn => {
      const scale = spread * Math.exp(0.3 * normal(next));
      const own = vector();
      return {
        row: rowOf(
          features,
          own.map((value, i) => offset + scale * (value + style[i]!)),
        ),
        artist: `${genre} ${artist}`,
        title: `${track}`,
        genre,
      };
    });
  }).flat();
}

export function rowOf(features: readonly RegisteredFeature[], values: readonly (number | undefined)[]): FeatureRow {
  const present = features.flatMap(({ id }, i) => (values[i] === undefined ? [] : [[id, values[i]] as const]));
  const missing = features.flatMap(({ id }, i) => (values[i] === undefined ? [[id, 'nothing to hear'] as const] : []));
  return { values: Object.fromEntries(present), missing: Object.fromEntries(missing) };
}

/** The row with some of its features missing. */
export function without(row: FeatureRow, ids: readonly string[]): FeatureRow {
  return {
    values: Object.fromEntries(Object.entries(row.values).filter(([id]) => !ids.includes(id))),
    missing: { ...row.missing, ...Object.fromEntries(ids.map((id) => [id, 'nothing to hear'])) },
  };
}
