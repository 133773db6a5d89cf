import type { Aspect } from '../../src/analysis/analyser.js';
import { median, medianAbsoluteDeviation } from '../../src/dsp/statistics.js';
import type { FeatureRow } from '../../src/features/row.js';
import type { Profile } from '../../src/profiles/profile.js';
import { transformValue } from '../../src/profiles/transform.js';

export type FeatureShift = {
  readonly id: string;
  readonly title: string;
  readonly aspect: Aspect;
  readonly shift: number;
};

/**
 * For every feature scored in all profiles, the median over pairs of rows of |difference| of the transformed values, in
 * robust SDs (1.4826 MAD, the median of those of the profiles' references). Circular features are left out.
 */
export function featureShifts(
  pairs: readonly (readonly [before: FeatureRow, after: FeatureRow])[],
  profiles: readonly Profile[],
): FeatureShift[] {
  return profiles[0]!.features.flatMap((feature) => {
    if (feature.transform === 'circular') return [];
    const known = { ...feature, range: [feature.range[0] ?? -Infinity, feature.range[1] ?? Infinity] as const };
    const transformed = (value: number | null | undefined) => transformValue(known, 'plain', () => value ?? undefined);
    const spreads = profiles.flatMap((profile) => {
      const column = profile.features.findIndex(({ id, notScored }) => id === feature.id && notScored === undefined);
      return column < 0 ? [] : [1.4826 * medianAbsoluteDeviation(profile.rows.map((row) => transformed(row[column])))];
    });
    const spread = median(spreads);
    const shift = median(
      pairs.map(
        ([before, after]) =>
          Math.abs(transformed(after.values[feature.id]) - transformed(before.values[feature.id])) / spread,
      ),
    );
    return spread > 0 && !Number.isNaN(shift)
      ? [{ id: feature.id, title: feature.title, aspect: feature.aspect, shift }]
      : [];
  });
}
