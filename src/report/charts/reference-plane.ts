import { chartFigure } from '../chart-figure.js';
import { mark, pointedMark } from '../drawing.js';
import { plot } from '../plot.js';
import type { ScoreDocument } from '../score-document.js';
import { intervalOf, toldOf } from '../score-words.js';

/** How far out and how crowded it is where the recording lies, among the genre's own tracks. */
export function referencePlane({ departure, crowding, references: { title, plane } }: ScoreDocument): string {
  const heading = 'Where it lies';
  const note = `Each ring is one of ${title}'s references, the diamond this recording with its intervals. Right: far from the average. Up: close to others.`;
  if (plane.length === 0) return chartFigure(heading, note, { missing: 'no reference can be compared with it' });
  const [across, up] = [toldOf(departure), toldOf(crowding)];
  const sentence = `This recording: departure ${across.value} of 100 (95 %: ${intervalOf(departure)}), crowding ${up.value} of 100 (95 %: ${intervalOf(crowding)}).`;
  const axis = { low: 0, high: 100, ticks: [10, 50, 90] };
  const picture = plot(
    {
      title: `Departure and crowding among ${plane.length} references`,
      description: `${sentence} Across: departure, percentile; up: crowding, percentile.`,
      x: { ...axis, label: 'departure, of 100 (50: ordinary)' },
      y: { ...axis, label: 'crowding, of 100 (high: near neighbours)' },
      height: 340,
    },
    (x, y) => {
      const dots = plane.map((reference) =>
        pointedMark(
          `${reference.artist}: ${reference.title}. Departure ${Math.round(reference.departure)}, crowding ${Math.round(reference.crowding)} of 100.`,
          `<circle class="ring a" cx="${x(reference.departure)}" cy="${y(reference.crowding)}" r="4"/>`,
        ),
      );
      const [left, top] = [x(across.value), y(up.value)];
      return (
        `<g aria-hidden="true">${dots.join('')}</g>` +
        mark(
          sentence,
          `<line class="line b" x1="${x(across.low)}" x2="${x(across.high)}" y1="${top}" y2="${top}"/>` +
            `<line class="line b" x1="${left}" x2="${left}" y1="${y(up.low)}" y2="${y(up.high)}"/>` +
            `<path class="dot b" d="M${left} ${top - 8}l8 8l-8 8l-8 -8Z"/>`,
        )
      );
    },
  );
  const rows = plane.map((reference) => [
    `${reference.artist}: ${reference.title}`,
    reference.departure.toFixed(0),
    reference.crowding.toFixed(0),
  ]);
  return chartFigure(heading, note, { picture, table: { head: ['Reference', 'departure', 'crowding'], rows } });
}
