import type { FeatureRow } from '../features/row.js';
import type { Profile, ProfileFeature } from '../profiles/profile.js';

/** Where the spectrum of a recording ends, Hz. */
export const cutoffId = 'timbre.bandwidth/cutoff.value';

/** What a recording and a genre both fill, where one of them ends lower than the other. */
type NarrowerBand = {
  /** Whether a feature describes no more than that: what needs more would tell a cut-off as a dark timbre. */
  holds(feature: Pick<ProfileFeature, 'needsHz'>): boolean;
  readonly reason: string;
};

/**
 * Of a recording that ends at so many hertz; undefined where it ends as the genre's own references do, or where that is
 * not known: then everything can be compared.
 */
export function narrowerBandOf({ features }: Profile): (cutoff: number | undefined) => NarrowerBand | undefined {
  const { median = null, low = null, high = null } = features.find(({ id }) => id === cutoffId) ?? {};
  if (median === null || low === null || high === null) return () => undefined;
  return (cutoff = NaN) => {
    // NaN, where it is not known, lies on no side of a number
    if (!(cutoff < low || cutoff > high)) return undefined;
    const hertz = Math.min(cutoff, median);
    return {
      holds: ({ needsHz = 0 }) => hertz >= needsHz,
      reason: `the recording reaches ${cutoff / 1000} kHz, the genre ${median / 1000} kHz`,
    };
  };
}

/** The row without what needs a band that only the recording, or only the genre, fills. */
export function onSharedBandwidth(row: FeatureRow, profile: Profile): FeatureRow {
  const narrower = narrowerBandOf(profile)(row.values[cutoffId]);
  if (narrower === undefined) return row;
  const values: Record<string, number> = { ...row.values };
  const missing: Record<string, string> = { ...row.missing };
  for (const feature of profile.features) {
    if (narrower.holds(feature) || !(feature.id in values)) continue;
    delete values[feature.id];
    missing[feature.id] = narrower.reason;
  }
  return { values, missing };
}
