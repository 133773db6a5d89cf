import type { Unit } from '../analysis/analyser.js';
import type { TrackComparison } from '../catalogue/compare-versions.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { AspectChange, FeatureChange, Moved } from '../scoring/comparison.js';
import { comparisonVerdict, movedNumbers, tellingChanges } from './comparison-summary.js';
import { escapeMarkup } from './escape-markup.js';
import { formatClock, formatNumber, formatQuantity, formatSigned } from './quantity.js';

/** What changed between two versions as a piece of a page: a verdict and two tables. */
export function comparisonFragment(
  names: readonly [before: string, after: string],
  comparison: TrackComparison,
  features: readonly RegisteredFeature[],
): string {
  const { profile, departure, aspects, seconds, excerpts, onsets, coverage, n, warnings } = comparison;
  const [before, after] = names.map(escapeMarkup) as [string, string];
  const told = tellingChanges(comparison, features);
  const paragraphs = [
    `<p class="verdict">${escapeMarkup(comparisonVerdict(comparison))}.</p>`,
    `<table><caption>Departure from ${escapeMarkup(profile.title)}, from A (${before}) to B (${after})</caption>` +
      '<thead><tr><th scope="col">Aspect</th><th scope="col">A</th><th scope="col">B</th>' +
      '<th scope="col">Change, 95 % interval</th><th scope="col">Moved</th></tr></thead><tbody>' +
      movedRow('All together', departure, '') +
      aspects.map((change) => movedRow(change.aspect, change, howFar(change))).join('') +
      '</tbody></table>',
  ];
  if (told.length > 0)
    paragraphs.push(
      '<table><caption>What changed</caption><thead><tr><th scope="col">Feature</th><th scope="col">A</th>' +
        '<th scope="col">B</th><th scope="col">Direction</th><th scope="col">Moved</th></tr></thead>' +
        `<tbody>${told.map(featureRow).join('')}</tbody></table>`,
    );
  if (onsets !== null && onsets.milliseconds > onsets.noiseMs)
    paragraphs.push(
      `<p>Onsets moved by ${onsets.milliseconds.toFixed(1)} ms against one another ` +
        `(${onsets.onsets} of them; detector noise ${onsets.noiseMs.toFixed(1)} ms).</p>`,
    );
  paragraphs.push(...warnings.map((warning) => `<p class="note">${escapeMarkup(warning)}</p>`));
  paragraphs.push(
    `<p class="note">${formatClock(seconds)} in common${offsetText(comparison)}${excerpts > 1 ? `, averaged over ${excerpts} excerpts` : ''}; ` +
      `n = ${n.references} references by ${n.artists} artists; coverage ${coverage.scored} of ${coverage.expected} features; ` +
      "SD: the genre's robust standard deviation.</p>",
  );
  return paragraphs.join('');
}

function movedRow(name: string, moved: Moved, far: string): string {
  const { before, after, change, low, high } = movedNumbers(moved);
  return (
    `<tr><th scope="row">${name}</th><td class="number">${before}</td><td class="number">${after}</td>` +
    `<td><strong>${change}</strong> <span class="interval">[${low} to ${high}]</span></td><td>${far}</td></tr>`
  );
}

function howFar({ moved, beyondMeasurement }: AspectChange): string {
  return beyondMeasurement ? `${moved.toFixed(2)} SD` : 'within the measurement';
}

function featureRow({ title, before, after, unit, direction, towardsAverage, change }: FeatureChange): string {
  const course = towardsAverage === null ? '' : towardsAverage ? ', towards the average' : ', away from it';
  const moved = towardsAverage === null ? change.toFixed(1) : formatSigned(change, 1);
  return (
    `<tr><th scope="row">${escapeMarkup(title)}</th><td class="number">${formatNumber(before, unit as Unit)}</td>` +
    `<td class="number">${formatQuantity(after, unit as Unit)}</td><td>${escapeMarkup(direction)}${course}</td>` +
    `<td class="number">${moved} SD</td></tr>`
  );
}

function offsetText({ alignment: { offsetSeconds } }: TrackComparison): string {
  if (offsetSeconds === 0) return '';
  return `, ${Math.abs(offsetSeconds).toFixed(2)} s ${offsetSeconds > 0 ? 'later' : 'earlier'} in B`;
}
