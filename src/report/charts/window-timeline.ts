import type { Aspect } from '../../analysis/analyser.js';
import { aspects } from '../../analysis/analyser.js';
import type { Passage } from '../../catalogue/timeline.js';
import { chartFigure } from '../chart-figure.js';
import { mark, placed, pointedMark } from '../drawing.js';
import { plot } from '../plot.js';
import { formatClock } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';
import { intervalOf, roundedTo } from '../score-words.js';
import { clockAxis } from './clock-axis.js';

const rowHeight = 34;
/** More windows than this are drawn every so often, or their bars are too thin to see. */
const mostBars = 72;

/** Departure of every window, in all and by aspect: when the recording is ordinary and when it is not. */
export function windowTimeline({ timeline, seconds }: ScoreDocument): string {
  const heading = 'Over time';
  const note =
    'Departure of each 30 s, in all and by aspect: a bar as high as its row is 100, farthest from the average. Among many, some are extreme by chance.';
  if (timeline.length < 2)
    return chartFigure(heading, note, { missing: 'the recording is a single window; two or more make a timeline' });
  const shown = timeline.filter((_, index) => index % Math.ceil(timeline.length / mostBars) === 0);
  const rows: readonly (Aspect | 'all')[] = [
    'all',
    ...aspects.filter((aspect) => timeline.some((passage) => hasAspect(passage, aspect))),
  ];
  const place = (row: number) => rows.length - 1 - row;
  const picture = plot(
    {
      title: 'Departure over time',
      description: timeline
        .map((passage) => sentenceOf(passage, 'all'))
        .slice(0, 40)
        .join(' '),
      x: clockAxis(seconds),
      y: { low: -0.5, high: rows.length - 0.5, label: '' },
      rows: rows.map((_, row) => rows[place(row)]!),
      height: 60 + rowHeight * rows.length,
    },
    (x, y) =>
      rows
        .flatMap((aspect, row) =>
          shown.map((passage) => {
            const estimate = departureOf(passage, aspect);
            if (estimate === undefined) return '';
            const floor = y(place(row) - 0.4);
            const height = placed(3 + (rowHeight - 9) * (estimate.value / 100));
            const [from, to] = [x(passage.startSeconds), x(passage.startSeconds + passage.seconds)];
            const bar = `<rect class="bar b" x="${placed(from + 0.75)}" width="${placed(Math.max(1, to - from - 1.5))}" y="${placed(floor - height)}" height="${height}"/>`;
            const sentence = sentenceOf(passage, aspect);
            return aspect === 'all'
              ? mark(sentence, bar)
              : `<g class="part" aria-hidden="true">${pointedMark(sentence, bar)}</g>`;
          }),
        )
        .join(''),
  );
  const cells = timeline.map((passage) => [
    `${span(passage)}`,
    ...rows.map((aspect) => {
      const estimate = departureOf(passage, aspect);
      return estimate === undefined ? '–' : `${roundedTo(estimate.value, estimate.step)} [${intervalOf(estimate)}]`;
    }),
    passage.crowding === null
      ? '–'
      : `${roundedTo(passage.crowding.value, passage.crowding.step)} [${intervalOf(passage.crowding)}]`,
  ]);
  return chartFigure(heading, note, { picture, table: { head: ['Window', ...rows, 'crowding'], rows: cells } });
}

function hasAspect(passage: Passage, aspect: Aspect): boolean {
  return passage.aspects.some((own) => own.aspect === aspect);
}

function departureOf(passage: Passage, aspect: Aspect | 'all') {
  if (aspect === 'all') return passage.departure ?? undefined;
  return passage.aspects.find((own) => own.aspect === aspect)?.departure;
}

function span({ startSeconds, seconds }: Passage): string {
  return `${formatClock(startSeconds)}–${formatClock(startSeconds + seconds)}`;
}

function sentenceOf(passage: Passage, aspect: Aspect | 'all'): string {
  const estimate = departureOf(passage, aspect);
  if (estimate === undefined) return `${span(passage)}: not compared.`;
  const what = aspect === 'all' ? 'departure' : `${aspect}, departure`;
  return `${span(passage)}: ${what} ${roundedTo(estimate.value, estimate.step)} of 100 (95 %: ${intervalOf(estimate)}).`;
}
