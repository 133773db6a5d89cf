import type { Excerpt, TrackAnalysis } from './analyse-audio.js';
import type { FeatureRow } from './row.js';

/**
 * What is compared of a recording: the features of an excerpt (the one that holds its middle unless told), and those that
 * only the whole recording has.
 */
export function comparedRow(
  { excerpts, headline, track }: Pick<TrackAnalysis, 'excerpts' | 'headline' | 'track'>,
  excerpt: Excerpt | undefined = excerpts[headline],
): FeatureRow {
  const { values, missing } = excerpt ?? { values: {}, missing: {} };
  const ofTheWhole = <T>(numbers: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(numbers).filter(([id]) => !(id in values || id in missing)));
  return {
    values: { ...values, ...ofTheWhole(track.values) },
    missing: { ...missing, ...ofTheWhole(track.missing) },
  };
}
