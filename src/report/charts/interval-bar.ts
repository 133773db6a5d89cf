import type { Estimate } from '../../scoring/resample.js';
import { strip } from '../drawing.js';
import { intervalOf, toldOf } from '../score-words.js';

/** A percentile from 0 to 100 with its 95 % interval; strokes mark the tenths at either end. */
export function percentileBar(title: string, estimate: Estimate): string {
  const told = toldOf(estimate);
  const words = `${told.value} of 100, 95 % interval ${intervalOf(estimate)}`;
  const zones = [10, 90].map((edge) => `<line class="tick" x1="${edge}%" x2="${edge}%" y1="5" y2="15"/>`);
  return strip(
    {
      title: `${title}: ${words}`,
      description: 'A line from 0 to 100; the thick part is the interval, the dot the value.',
    },
    `<line class="rail" x1="0" x2="100%" y1="10" y2="10"/>${zones.join('')}${interval(told, (number) => number)}`,
  );
}

/** A change with its interval, on a scale that reaches equally far to either side of nothing. */
export function changeBar(
  title: string,
  change: { readonly value: number; readonly low: number; readonly high: number },
  reach: number,
): string {
  return strip(
    { title, description: 'Left of the middle stroke: towards the average; right of it: away.' },
    `<line class="rail" x1="0" x2="100%" y1="10" y2="10"/><line class="tick" x1="50%" x2="50%" y1="2" y2="18"/>` +
      interval(change, (number) => 50 + (50 * number) / reach),
  );
}

function interval(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  place: (number: number) => number,
): string {
  const [from, to, at] = [low, high, value].map((number) => place(number).toFixed(1));
  const end = (x: string | undefined) => `<line class="line b" x1="${x}%" x2="${x}%" y1="6" y2="14"/>`;
  return (
    `<line class="line b thick" x1="${from}%" x2="${to}%" y1="10" y2="10"/>${end(from)}${end(to)}` +
    `<circle class="dot b" cx="${at}%" cy="10" r="5.5"/>`
  );
}
