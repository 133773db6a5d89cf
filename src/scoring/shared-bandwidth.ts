import type { FeatureRow } from '../features/row.js';
import type { Profile } from '../profiles/profile.js';

/** Where the spectrum of a recording ends, Hz. */
export const cutoffId = 'timbre.bandwidth/cutoff.value';

/** What a recording and a genre both fill, where one of them ends lower than the other. */
export type NarrowerBand = { readonly hertz: number; readonly reason: string };

/**
 * How far both sides reach; undefined where the recording ends as the genre's own references do, or where that is not
 * known: then everything can be compared. What needs more (`needsHz`) would tell a cut-off as a dark timbre.
 */
export function narrowerBand(cutoff: number | undefined, { features }: Profile): NarrowerBand | undefined {
  const genre = features.find(({ id }) => id === cutoffId);
  if (cutoff === undefined || !genre || genre.median === null || genre.low === null || genre.high === null)
    return undefined;
  // NaN, where it is not known, lies in no range and below no number
  if (!(cutoff < genre.low || cutoff > genre.high)) return undefined;
  return {
    hertz: Math.min(cutoff, genre.median),
    reason: `the recording reaches ${cutoff / 1000} kHz, the genre ${genre.median / 1000} kHz`,
  };
}

/** The row without what needs a band that only the recording, or only the genre, fills. */
export function onSharedBandwidth(row: FeatureRow, profile: Profile): FeatureRow {
  const narrower = narrowerBand(row.values[cutoffId], profile);
  if (narrower === undefined) return row;
  const values: Record<string, number> = { ...row.values };
  const missing: Record<string, string> = { ...row.missing };
  for (const { id, needsHz } of profile.features) {
    if (needsHz === undefined || narrower.hertz >= needsHz || !(id in values)) continue;
    delete values[id];
    missing[id] = narrower.reason;
  }
  return { values, missing };
}
