import type { Unit } from '../analysis/analyser.js';
import type { TrackComparison } from '../catalogue/compare-versions.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { AspectChange, FeatureChange, Moved } from '../scoring/comparison.js';
import {
  comparisonVerdict,
  deviationsText,
  loudnessText,
  movedNumbers,
  offsetText,
  onsetsText,
  tellingChanges,
} from './comparison-words.js';
import { printable } from './printable.js';
import { formatClock, formatNumber, formatQuantity } from './quantity.js';
import { referencesText } from './references-text.js';
import type { Style } from './style.js';

const nameWidth = 34;

/** What changed between two versions as a producer reads it: how far from the average, by aspect, and what of it. */
export function comparisonSummary(
  names: readonly [before: string, after: string],
  comparison: TrackComparison,
  features: readonly RegisteredFeature[],
  style: Style,
): string {
  const { profile, departure, aspects, excerpt, seconds, excerpts, coverage, n, withinMeasurement } = comparison;
  const told = tellingChanges(comparison, features);
  const span = `${formatClock(excerpt.startSeconds)}–${formatClock(excerpt.startSeconds + excerpt.seconds)}`;
  const lines = [
    style.strong(`${printable(names[0])} → ${printable(names[1])}`),
    style.faint(
      `${formatClock(seconds)} in common${offsetText(comparison, 'the second')}; shown: ${span}${excerpts > 1 ? `, averaged: ${excerpts} excerpts` : ''}`,
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
  const others = [onsetsText(comparison), loudnessText(comparison)].filter((text) => text !== undefined);
  if (others.length > 0) lines.push('', ...others);
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

/** ' 50 →  80   +30 [+10 to +45]'. */
function movedText(moved: Moved, style: Style): string {
  const { before, after, change, low, high } = movedNumbers(moved);
  const interval = `[${low} to ${high}]`.padEnd(12);
  return `${before.padStart(3)} → ${after.padStart(3)}  ${style.strong(change.padStart(4))} ${style.heading(interval)}`;
}

function howFar({ moved, beyondMeasurement }: AspectChange, style: Style): string {
  return beyondMeasurement ? `moved ${moved.toFixed(2)} SD` : style.faint('within the measurement');
}

/** '  Peak to loudness ratio   14.1 → 9.0 dB   denser   away   −1.9 SD', in columns. */
function featureLines(features: readonly FeatureChange[], style: Style): readonly string[] {
  const rows = features.map((feature) => {
    const { title, before, after, unit, direction, towardsAverage } = feature;
    return [
      `  ${printable(title)}`.padEnd(nameWidth),
      `${formatNumber(before, unit as Unit)} → ${formatQuantity(after, unit as Unit)}`,
      direction,
      towardsAverage === null ? '' : towardsAverage ? 'towards the average' : 'away from it',
      deviationsText(feature),
    ];
  });
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 3 ? style.faint(cell.padEnd(widths[column]!)) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
