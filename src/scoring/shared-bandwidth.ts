import { bandwidth } from '../analysers/timbre/bandwidth.js';
import { timbreAnalysers } from '../analysers/timbre/index.js';
import { registerFeatures } from '../features/registry.js';
import type { FeatureRow } from '../features/row.js';
import type { Profile } from '../profiles/profile.js';

const cutoffId = `${bandwidth.id}/cutoff.value`;
const needs = new Map(registerFeatures(timbreAnalysers).flatMap(({ id, needsHz }) => (needsHz ? [[id, needsHz]] : [])));

/**
 * The row without what needs a band that only the recording, or only the genre, fills: a cut-off would be told as a dark
 * timbre. What the genre's own references end at is no difference.
 */
export function onSharedBandwidth(row: FeatureRow, { features }: Profile): FeatureRow {
  const cutoff = row.values[cutoffId];
  const genre = features.find(({ id }) => id === cutoffId);
  if (cutoff === undefined || !genre || genre.median === null || genre.low === null || genre.high === null) return row;
  if (cutoff >= genre.low && cutoff <= genre.high) return row;
  const narrower = Math.min(cutoff, genre.median);
  const reason = `the recording reaches ${cutoff / 1000} kHz, the genre ${genre.median / 1000} kHz`;
  const values: Record<string, number> = { ...row.values };
  const missing: Record<string, string> = { ...row.missing };
  for (const [id, hertz] of needs) {
    if (narrower >= hertz || !(id in values)) continue;
    delete values[id];
    missing[id] = reason;
  }
  return { values, missing };
}
