import type { Aspect } from '../analysis/analyser.js';
import type { Passage } from '../catalogue/timeline.js';
import { mean } from '../dsp/statistics.js';
import type { Estimate } from '../scoring/resample.js';
import { formatClock } from './quantity.js';
import type { Style } from './style.js';

const mostCells = 24;
const heights = '▁▂▃▄▅▆▇█';
const nameWidth = 34;

/**
 * The recording over time: departure and crowding of its excerpts as a row of bars for each aspect, and when it is most
 * ordinary and most distinctive. Times only: a largest or smallest of several percentiles is none itself.
 */
export function timelineLines(timeline: readonly Passage[], style: Style): string[] {
  if (timeline.length < 2) return [];
  const cells = Math.min(timeline.length, mostCells);
  const aspects = [...new Set(timeline.flatMap((passage) => passage.aspects.map(({ aspect }) => aspect)))];
  const width = Math.max(cells, 'departure'.length);
  const header = [
    `Over time, ${clockSpan(timeline)}`.padEnd(nameWidth),
    'departure'.padEnd(width),
    'crowding'.padEnd(width),
    'most ordinary'.padEnd(13),
    'most distinctive',
  ];
  return ['', style.strong(header.join('  ')), ...[undefined, ...aspects].map((aspect) => row(aspect))];

  function row(aspect: Aspect | undefined): string {
    const of = (what: 'departure' | 'crowding') =>
      timeline.map((passage) =>
        valueOf(aspect === undefined ? passage[what] : passage.aspects.find((own) => own.aspect === aspect)?.[what]),
      );
    const departures = of('departure');
    return [
      `  ${aspect ?? 'all'}`.padEnd(nameWidth),
      style.heading(bars(departures, cells).padEnd(width)),
      style.heading(bars(of('crowding'), cells).padEnd(width)),
      when(timeline, departures, (a, b) => a < b).padEnd(13),
      when(timeline, departures, (a, b) => a > b),
    ]
      .join('  ')
      .trimEnd();
  }
}

function valueOf(estimate: Estimate | null | undefined): number {
  return estimate?.value ?? NaN;
}

function clockSpan(timeline: readonly Passage[]): string {
  const last = timeline.at(-1)!;
  return `${formatClock(timeline[0]!.startSeconds)}–${formatClock(last.startSeconds + last.seconds)}`;
}

/** A bar for each excerpt, or for the mean of several where there are many; a dot where nothing can be compared. */
function bars(values: readonly number[], cells: number): string {
  return Array.from({ length: cells }, (_, cell) => {
    const share = (edge: number) => Math.floor((edge * values.length) / cells);
    const value = mean(values.slice(share(cell), share(cell + 1)));
    return Number.isNaN(value)
      ? '·'
      : heights[Math.min(heights.length - 1, Math.floor((value / 100) * heights.length))]!;
  }).join('');
}

function when(
  timeline: readonly Passage[],
  values: readonly number[],
  isFurther: (a: number, b: number) => boolean,
): string {
  let found = -1;
  values.forEach((value, index) => {
    if (!Number.isNaN(value) && (found < 0 || isFurther(value, values[found]!))) found = index;
  });
  const passage = timeline[found];
  if (passage === undefined) return '–';
  return `${formatClock(passage.startSeconds)}–${formatClock(passage.startSeconds + passage.seconds)}`;
}
