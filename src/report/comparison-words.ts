import type { TrackComparison } from '../catalogue/compare-versions.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { FeatureChange, Moved } from '../scoring/comparison.js';
import { supportedStep } from '../scoring/resample.js';
import { printable } from './printable.js';
import { formatNumber, formatQuantity, formatSigned } from './quantity.js';
import { roundedTo } from './score-words.js';

const mostFeatures = 8;
const mostOfAnAspect = 3;

/** What happened, in a sentence. */
export function comparisonVerdict({
  withinMeasurement,
  departure: { change },
  aspects,
  profile,
}: TrackComparison): string {
  if (withinMeasurement) return 'No change beyond the measurement';
  const most = aspects[0]!.aspect;
  if (change.low > 0)
    return `All together away from the average of ${printable(profile.title)}; its ${most} changed most`;
  if (change.high < 0)
    return `All together towards the average of ${printable(profile.title)}; its ${most} changed most`;
  return `Its ${most} changed most; neither surely towards the average of ${printable(profile.title)} nor away`;
}

/**
 * Two percentiles and their change, no digit finer than the widest of the intervals supports; that of the change outwards.
 * The change is what the two differ by as they are printed, which lies in the printed interval: 70 and 70 differ by 0.
 */
export function movedNumbers({ before, after, change }: Moved) {
  const step = Math.max(supportedStep(change.low, change.high), before.step, after.step, 1);
  const [from, to] = [roundedTo(before.value, step), roundedTo(after.value, step)];
  return {
    before: String(from),
    after: String(to),
    change: formatSigned(to - from),
    low: formatSigned(Math.floor(change.low / step) * step),
    high: formatSigned(Math.ceil(change.high / step) * step),
  };
}

/** How far a feature moved, '−1.9 SD'; without a sign where it goes round, such as a phase. */
export function deviationsText({ change, towardsAverage }: FeatureChange): string {
  return `${towardsAverage === null ? change.toFixed(1) : formatSigned(change, 1)} SD`;
}

/** How far onsets moved, where that is beyond what their detector does by itself. */
export function onsetsText({ onsets }: TrackComparison): string | undefined {
  if (onsets === null || onsets.milliseconds <= onsets.noiseMs) return undefined;
  return `Onsets moved by ${onsets.milliseconds.toFixed(1)} ms against one another (${onsets.onsets} of them; detector noise ${onsets.noiseMs.toFixed(1)} ms)`;
}

/** Which of the two is louder, since the louder one sounds better for that alone; nothing where one is silent. */
export function loudnessText({ loudness: { before, after } }: TrackComparison): string | undefined {
  if (before === null || after === null) return undefined;
  const integrated = `Integrated loudness ${formatNumber(before, 'LUFS')} → ${formatQuantity(after, 'LUFS')}`;
  return `${integrated} (${formatSigned(after - before, 1)} LU), no part of the departure`;
}

/** ', 0.52 s later in B', or nothing where both begin together. */
export function offsetText({ alignment: { offsetSeconds } }: TrackComparison, second: string): string {
  if (offsetSeconds === 0) return '';
  return `, ${Math.abs(offsetSeconds).toFixed(2)} s ${offsetSeconds > 0 ? 'later' : 'earlier'} in ${second}`;
}

/** The features that moved furthest beyond their noise, a few of each aspect. */
export function tellingChanges(
  comparison: Pick<TrackComparison, 'features'>,
  features: readonly RegisteredFeature[],
): readonly FeatureChange[] {
  const coordinates = new Set(features.filter(({ coordinate }) => coordinate).map(({ id }) => id));
  const told = new Map<string, number>();
  return comparison.features
    .filter(({ id, beyondMeasurement, aspect }) => {
      const times = told.get(aspect) ?? 0;
      if (coordinates.has(id) || !beyondMeasurement || times === mostOfAnAspect) return false;
      told.set(aspect, times + 1);
      return true;
    })
    .slice(0, mostFeatures);
}
