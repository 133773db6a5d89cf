import type { DiversityRecord } from '../convergence/track-set-diversity.js';
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
