import { chartFigure } from '../chart-figure.js';
import { mark, pointedMark } from '../drawing.js';
import { plot } from '../plot.js';
import type { ScoreDocument } from '../score-document.js';
import { intervalOf, roundedTo } from '../score-words.js';

/** How far out and how crowded it is where the recording lies, among the genre's own tracks. */
export function referencePlane({ departure, crowding, references: { title, plane } }: ScoreDocument): string {
  const heading = 'Where it lies';
  const note = `Each ring is one of ${title}'s references, the diamond this recording with its intervals. Right: far from the average. Up: close to others.`;
  if (plane.length === 0) return chartFigure(heading, note, { missing: 'no reference can be compared with it' });
  const sentence = `This recording: departure ${roundedTo(departure.value, departure.step)} of 100 (95 %: ${intervalOf(departure)}), crowding ${roundedTo(crowding.value, crowding.step)} of 100 (95 %: ${intervalOf(crowding)}).`;
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
      const [across, up] = [x(departure.value), y(crowding.value)];
      return (
        `<g aria-hidden="true">${dots.join('')}</g>` +
        mark(
          sentence,
          `<line class="line b" x1="${x(departure.low)}" x2="${x(departure.high)}" y1="${up}" y2="${up}"/>` +
            `<line class="line b" x1="${across}" x2="${across}" y1="${y(crowding.low)}" y2="${y(crowding.high)}"/>` +
            `<path class="dot b" d="M${across} ${up - 8}l8 8l-8 8l-8 -8Z"/>`,
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
