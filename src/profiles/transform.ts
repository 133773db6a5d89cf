import type { Transform } from '../analysis/analyser.js';

/** What the transforms need to know of a feature. */
export type Transformable = {
  readonly id: string;
  readonly range: readonly [number, number];
  readonly transform: Transform;
  readonly period?: number;
  readonly strength?: string;
};

/** Statistics see columns: one for a plain feature, a cosine and a sine for a circular one. */
export type Column = { readonly feature: number; readonly part: 'plain' | 'cosine' | 'sine' };

/** Logs are floored this far below the largest value the feature can take. */
const logFloorShare = 1e-6;
const unboundedLogFloor = 1e-9;
/** Logits are taken no nearer to the ends of the interval than this share of it. */
const logitMargin = 1e-4;

export function columnsOf(features: readonly Pick<Transformable, 'transform'>[]): Column[] {
  return features.flatMap(({ transform }, feature): Column[] =>
    transform === 'circular'
      ? [
          { feature, part: 'cosine' },
          { feature, part: 'sine' },
        ]
      : [{ feature, part: 'plain' }],
  );
}

/**
 * One column's number for one recording: x; log(max(x, floor)); logit((x - low) / (high - low)); or, for a circular
 * feature, strength * cos or sin(2 pi x / period). NaN where the value or the strength is missing.
 */
export function transformValue(
  feature: Transformable,
  part: Column['part'],
  valueOf: (id: string) => number | undefined,
): number {
  const value = valueOf(feature.id);
  if (value === undefined || !Number.isFinite(value)) return NaN;
  const [low, high] = feature.range;
  switch (feature.transform) {
    case 'identity':
      return value;
    case 'log':
      return Math.log(
        Math.max(value, low > 0 ? low : Number.isFinite(high) ? high * logFloorShare : unboundedLogFloor),
      );
    case 'logit': {
      const share = Math.min(1 - logitMargin, Math.max(logitMargin, (value - low) / (high - low)));
      return Math.log(share / (1 - share));
    }
    case 'circular': {
      const strength = feature.strength === undefined ? 1 : (valueOf(feature.strength) ?? NaN);
      const angle = (2 * Math.PI * value) / (feature.period ?? 1);
      return strength * (part === 'sine' ? Math.sin(angle) : Math.cos(angle));
    }
  }
}
