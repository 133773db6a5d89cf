import type { Unit } from '../analysis/analyser.js';
import type { TrackComparison } from '../catalogue/compare-versions.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { AspectChange, FeatureChange, Moved } from '../scoring/comparison.js';
import { tableOf } from './chart-figure.js';
import {
  comparisonVerdict,
  deviationsText,
  loudnessText,
  movedNumbers,
  offsetText,
  onsetsText,
  tellingChanges,
} from './comparison-words.js';
import { escapeMarkup } from './escape-markup.js';
import { formatClock, formatQuantity } from './quantity.js';
import { referencesText } from './references-text.js';

/** What changed between two versions as a piece of a page: a verdict and two tables. */
export function comparisonFragment(
  [before, after]: readonly [before: string, after: string],
  comparison: TrackComparison,
  features: readonly RegisteredFeature[],
): string {
  const { profile, departure, aspects, seconds, excerpts, coverage, n, warnings } = comparison;
  const told = tellingChanges(comparison, features);
  const others = [onsetsText(comparison), loudnessText(comparison)].filter((text) => text !== undefined);
  const moved = {
    head: [`Departure from ${profile.title}`, 'A', 'B', 'change, 95 % interval', 'moved'],
    rows: [
      movedRow('all together', departure, ''),
      ...aspects.map((change) => movedRow(change.aspect, change, howFar(change))),
    ],
  };
  const changed = { head: ['What changed', 'A', 'B', 'direction', 'moved'], rows: told.map(featureRow) };
  return [
    `<p class="faint">A: ${escapeMarkup(before)}; B: ${escapeMarkup(after)}; compared: the ${formatClock(seconds)} that both have${offsetText(comparison, 'B')}</p>`,
    `<p class="sentence verdict">${escapeMarkup(comparisonVerdict(comparison))}.</p>`,
    `<div class="columns">${tableOf(moved)}${told.length > 0 ? tableOf(changed) : ''}</div>`,
    ...others.map((text) => `<p>${text}.</p>`),
    ...warnings.map((warning) => `<p class="note">${escapeMarkup(warning)}</p>`),
    `<p class="note">n = ${referencesText(n)}${excerpts > 1 ? `; averaged over ${excerpts} excerpts` : ''}; coverage ${coverage.scored} of ${coverage.expected} features; ` +
      "SD: the genre's robust standard deviation.</p>",
  ].join('');
}

function movedRow(name: string, moved: Moved, far: string): readonly string[] {
  const { before, after, change, low, high } = movedNumbers(moved);
  return [name, before, after, `${change} [${low}\u00a0to\u00a0${high}]`, far];
}

function howFar({ moved, beyondMeasurement }: AspectChange): string {
  return beyondMeasurement ? `${moved.toFixed(2)} SD` : 'within the measurement';
}

function featureRow(feature: FeatureChange): readonly string[] {
  const { title, before, after, unit, direction, towardsAverage } = feature;
  const course = towardsAverage === null ? '' : towardsAverage ? ', towards the average' : ', away from the average';
  return [
    title,
    formatQuantity(before, unit as Unit),
    formatQuantity(after, unit as Unit),
    `${direction}${course}`,
    deviationsText(feature).replace(' ', '\u00a0'),
  ];
}
