import { chartFigure } from '../chart-figure.js';
import { mark } from '../drawing.js';
import { pathOf, plot } from '../plot.js';
import { formatClock, formatQuantity } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';
import { clockAxis } from './clock-axis.js';

const mostRows = 60;
const lufs = (value: number) => formatQuantity(value, 'LUFS');

/** Short-term loudness from beginning to end, with the stretch that is compared. */
export function loudnessCurve({ loudness, seconds, excerpt }: ScoreDocument): string {
  const heading = 'Loudness over time';
  const note =
    'Short-term loudness, of 3 s at a time; dashes: integrated over the whole; shaded: the stretch that is compared. Loudness itself is no part of the departure.';
  if ('missing' in loudness) return chartFigure(heading, note, loudness);
  const { firstSeconds, hopSeconds, values, integrated } = loudness;
  const heard = values.filter((value) => value !== null);
  if (heard.length === 0) return chartFigure(heading, note, { missing: 'nothing is louder than −70 LUFS' });
  const [softest, loudest] = [Math.min(...heard), Math.max(...heard)];
  const timeOf = (point: number) => firstSeconds + point * hopSeconds;
  const peak = values.indexOf(loudest);
  const whole = integrated === null ? '' : ` Integrated over the whole: ${lufs(integrated)}.`;
  const loudestText = `Loudest at ${formatClock(timeOf(peak))}: ${lufs(loudest)}.`;
  const picture = plot(
    {
      title: 'Short-term loudness over time',
      description: `Between ${lufs(softest)} and ${lufs(loudest)}. ${loudestText}${whole}`,
      x: clockAxis(seconds),
      y: { low: Math.floor(Math.min(softest, loudest - 9) - 1), high: Math.ceil(loudest + 1), label: 'LUFS' },
      height: 220,
    },
    (x, y) => {
      const lines = runsOf(values).map(
        (run) => `<path class="line b" d="${pathOf(run.map(([point, value]) => [x(timeOf(point)), y(value)]))}"/>`,
      );
      const [from, to] = [x(excerpt.startSeconds), x(excerpt.startSeconds + excerpt.seconds)];
      const level =
        integrated === null
          ? ''
          : mark(
              `Integrated loudness of the whole recording: ${lufs(integrated)}.`,
              `<line class="zero" x1="${x(0)}" x2="${x(seconds)}" y1="${y(integrated)}" y2="${y(integrated)}"/>`,
            );
      return (
        `<rect class="compared" x="${from}" width="${to - from}" y="10" height="170"/>${level}${lines.join('')}` +
        mark(loudestText, `<circle class="dot b" cx="${x(timeOf(peak))}" cy="${y(loudest)}" r="4.5"/>`)
      );
    },
  );
  const each = Math.ceil(values.length / mostRows);
  const rows = values.flatMap((value, point) =>
    point % each === 0 ? [[formatClock(timeOf(point)), value === null ? 'below −70 LUFS' : lufs(value)]] : [],
  );
  return chartFigure(heading, note, { picture, table: { head: ['Time, min:s', 'short-term loudness'], rows } });
}

/** The stretches without a gap, as points of their number and value. */
function runsOf(values: readonly (number | null)[]): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [];
  values.forEach((value, point) => {
    if (value === null) return;
    if (point === 0 || values[point - 1] === null) runs.push([]);
    runs.at(-1)!.push([point, value]);
  });
  return runs;
}
