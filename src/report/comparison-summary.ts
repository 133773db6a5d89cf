import type { Unit } from '../analysis/analyser.js';
import type { TrackComparison } from '../catalogue/compare-versions.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { AspectChange, FeatureChange, Moved } from '../scoring/comparison.js';
import { supportedStep } from '../scoring/resample.js';
import { printable } from './printable.js';
import { formatClock, formatNumber, formatQuantity, formatSigned } from './quantity.js';
import { referencesText } from './references-text.js';
import type { Style } from './style.js';

const nameWidth = 34;
const mostFeatures = 8;
const mostOfAnAspect = 3;

/** What changed between two versions as a producer reads it: how far from the average, by aspect, and what of it. */
export function comparisonSummary(
  names: readonly [before: string, after: string],
  comparison: TrackComparison,
  features: readonly RegisteredFeature[],
  style: Style,
): string {
  const { profile, departure, aspects, excerpt, seconds, excerpts, onsets, coverage, n, withinMeasurement } =
    comparison;
  const told = tellingChanges(comparison, features);
  const span = `${formatClock(excerpt.startSeconds)}–${formatClock(excerpt.startSeconds + excerpt.seconds)}`;
  const lines = [
    style.strong(`${printable(names[0])} → ${printable(names[1])}`),
    style.faint(
      `${formatClock(seconds)} in common${offsetText(comparison)}; shown: ${span}${excerpts > 1 ? `, averaged: ${excerpts} excerpts` : ''}`,
    ),
    '',
    style.strong(comparisonVerdict(comparison)),
    '',
    `${`Departure from ${printable(profile.title)}`.padEnd(nameWidth)}${movedText(departure, style)}`,
    '',
    ...aspects.map(
      (change) => `  ${change.aspect.padEnd(nameWidth - 2)}${movedText(change, style)}  ${howFar(change, style)}`,
    ),
  ];
  if (told.length > 0) lines.push('', style.strong('What changed'), ...featureLines(told, style));
  if (onsets !== null && onsets.milliseconds > onsets.noiseMs)
    lines.push(
      '',
      `Onsets moved by ${onsets.milliseconds.toFixed(1)} ms against one another (${onsets.onsets} of them; detector noise ${onsets.noiseMs.toFixed(1)} ms)`,
    );
  lines.push(
    '',
    style.faint(
      `n = ${referencesText(n)}; ` +
        `coverage ${coverage.scored} of ${coverage.expected} features; intervals 95 %; SD: the genre's robust standard deviation`,
    ),
  );
  if (withinMeasurement && told.length > 0)
    lines.push(style.faint('single features move this far now and then when nothing musical changes'));
  return `${lines.join('\n')}\n`;
}

function offsetText({ alignment: { offsetSeconds } }: TrackComparison): string {
  if (offsetSeconds === 0) return '';
  return `, ${Math.abs(offsetSeconds).toFixed(2)} s ${offsetSeconds > 0 ? 'later' : 'earlier'} in the second`;
}

/** What happened, in a sentence. */
export function comparisonVerdict({
  withinMeasurement,
  departure: { change },
  aspects,
  profile,
}: TrackComparison): string {
  if (withinMeasurement) return 'No change beyond the measurement';
  const most = aspects[0]!.aspect;
  if (change.low > 0) return `Away from the average of ${printable(profile.title)}; mostly its ${most} changed`;
  if (change.high < 0) return `Towards the average of ${printable(profile.title)}; mostly its ${most} changed`;
  return `Its ${most} changed most; neither surely towards the average of ${printable(profile.title)} nor away`;
}

/** Two percentiles and their change, no digit finer than the widest of the intervals supports; that of the change outwards. */
export function movedNumbers({ before, after, change }: Moved) {
  const step = Math.max(supportedStep(change.low, change.high), before.step, after.step, 1);
  const rounded = (value: number) => Math.round(value / step) * step;
  return {
    before: String(rounded(before.value)),
    after: String(rounded(after.value)),
    change: formatSigned(rounded(change.value)),
    low: formatSigned(Math.floor(change.low / step) * step),
    high: formatSigned(Math.ceil(change.high / step) * step),
  };
}

/** ' 50 →  80   +30 [+10 to +45]'. */
function movedText(moved: Moved, style: Style): string {
  const { before, after, change, low, high } = movedNumbers(moved);
  const interval = `[${low} to ${high}]`.padEnd(12);
  return `${before.padStart(3)} → ${after.padStart(3)}  ${style.strong(change.padStart(4))} ${style.heading(interval)}`;
}

function howFar({ moved, beyondMeasurement }: AspectChange, style: Style): string {
  return beyondMeasurement ? `moved ${moved.toFixed(2)} SD` : style.faint('within the measurement');
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

/** '  Peak to loudness ratio   14.1 → 9.0 dB   denser   away   −1.9 SD', in columns. */
function featureLines(features: readonly FeatureChange[], style: Style): readonly string[] {
  const rows = features.map(({ title, before, after, unit, direction, towardsAverage, change }) => [
    `  ${printable(title)}`.padEnd(nameWidth),
    `${formatNumber(before, unit as Unit)} → ${formatQuantity(after, unit as Unit)}`,
    direction,
    towardsAverage === null ? '' : towardsAverage ? 'towards the average' : 'away from it',
    `${towardsAverage === null ? change.toFixed(1) : formatSigned(change, 1)} SD`,
  ]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 3 ? style.faint(cell.padEnd(widths[column]!)) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
