import type { DiversityRecord, GroupsDiversityRecord } from '../convergence/track-set-diversity.js';
import type { ReferenceLabel } from '../profiles/folds.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

const mostPairs = 20;

/** The effective number of tracks with its interval, what is ordinary, and the near-duplicates by name. */
export function diversitySummary(
  { set, result, nearDuplicates, ordinary, features, references }: DiversityRecord,
  style: Style,
): string {
  const { effectiveTracks, compared } = result;
  const { value, low, high } = effectiveTracks;
  const named = ({ artist, title }: ReferenceLabel) => printable(`${artist || 'unknown'} – ${title}`);
  const lines = [
    style.strong(printable(set.name)),
    style.faint(
      `${result.tracks} tracks by ${result.artists} artists${result.leftOut > 0 ? ` (${result.leftOut} left out)` : ''}, ${features} features` +
        `${compared < result.tracks ? `; ${compared} drawn at random` : ''}`,
    ),
    '',
    `${style.strong('Effective number of tracks')}  ${style.strong(value.toFixed(1))} [${low.toFixed(1)}–${high.toFixed(1)}] of ${compared}`,
    ...(ordinary === null
      ? []
      : [
          style.faint(
            `as many references of one genre amount to ${ordinary.toFixed(1)} (mean of ${references.map(printable).join(', ')})`,
          ),
        ]),
    '',
    style.strong('Near-duplicates'),
    ...(nearDuplicates.length === 0 ? ['  none'] : []),
    ...nearDuplicates
      .slice(0, mostPairs)
      .map(([first, second, distance]) => `  ${distance.toFixed(2)}  ${named(first)}  ·  ${named(second)}`),
    ...(nearDuplicates.length > mostPairs ? [`  and ${nearDuplicates.length - mostPairs} more pairs`] : []),
    style.faint('  distance in deviations a feature; nearer than twice what inaudible changes of one recording make'),
  ];
  return `${lines.join('\n')}\n`;
}

/** The effective number of tracks of each group of a catalogue, the least diverse first. */
export function groupsDiversitySummary(
  { catalogue, groups, features, leftOut }: GroupsDiversityRecord,
  style: Style,
): string {
  const share = ({ result }: GroupsDiversityRecord['groups'][number]) => result.effectiveTracks.value / result.compared;
  const lines = [
    style.strong(`${printable(catalogue.name)} by ${printable(catalogue.groupedBy)}`),
    style.faint(
      `  effective number of tracks [95 %], ${features} features${leftOut > 0 ? `; ${leftOut} groups of one track left out` : ''}`,
    ),
    ...[...groups]
      .sort((a, b) => share(a) - share(b))
      .map(({ name, result, nearDuplicates, ordinary }) => {
        const { value, low, high } = result.effectiveTracks;
        const usual = ordinary === null ? '' : `; one genre's amount to ${ordinary.toFixed(1)}`;
        const pairs = nearDuplicates.length === 0 ? '' : `; near-duplicates: ${nearDuplicates.length}`;
        const found = `${value.toFixed(1)} [${low.toFixed(1)}–${high.toFixed(1)}] of ${result.compared}`;
        return `  ${printable(name).padEnd(24)} ${found.padEnd(26)}${style.faint(`by ${result.artists} artists${usual}${pairs}`)}`;
      }),
  ];
  return `${lines.join('\n')}\n`;
}
