import { nominalCentresHz, thirdOctave } from '../analysers/timbre/third-octave.js';
import type { FeatureRow } from '../features/row.js';
import type { Profile } from '../profiles/profile.js';
import type { AnalyserVersions } from './coverage.js';

/** A third octave of the long-term spectrum re the whole, and where nine of ten references have it: low is their 5 %, high their 95 %. */
export type SpectrumBand = {
  readonly centreHz: number;
  readonly decibels: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
};

/** The long-term spectrum beside the genre's, from 20 Hz; empty where the row has none, or the profile another version's. */
export function spectrumRibbon(
  { values }: FeatureRow,
  { features }: Profile,
  versions: AnalyserVersions,
): readonly SpectrumBand[] {
  const known = new Map(features.map((feature) => [feature.id, feature]));
  return nominalCentresHz.flatMap((centreHz, index) => {
    const id = `${thirdOctave.id}/spectrum.${index + 1}.value`;
    const feature = known.get(id);
    const decibels = values[id];
    if (feature === undefined || decibels === undefined || versions[thirdOctave.id] !== feature.analyserVersion)
      return [];
    const { median, low, high } = feature;
    return median === null || low === null || high === null ? [] : [{ centreHz, decibels, median, low, high }];
  });
}
