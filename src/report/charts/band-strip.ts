import type { Unit } from '../../analysis/analyser.js';
import type { Contribution } from '../../scoring/contributions.js';
import { strip } from '../drawing.js';
import { formatQuantity } from '../quantity.js';

/** Where a value lies beside its genre: a box from the 5th to the 95th percentile, a stroke at the median, a dot. */
export function bandStrip({ title, value, unit, median, band }: Contribution): string {
  if (median === null || band === null) return '';
  const text = (quantity: number) => formatQuantity(quantity, unit as Unit);
  const [low, high] = [Math.min(band[0], value), Math.max(band[1], value)];
  const share = (quantity: number) => (6 + (88 * (quantity - low)) / (high - low || 1)).toFixed(1);
  const [from, to, middle, at] = [band[0], band[1], median, value].map(share);
  return strip(
    {
      title: `${title}: ${text(value)}; the genre's median is ${text(median)}`,
      description: `The box holds nine in ten of the genre, ${text(band[0])} to ${text(band[1])}.`,
    },
    `<line class="rail" x1="0" x2="100%" y1="10" y2="10"/>` +
      `<rect class="box a" x="${from}%" y="4" width="${(Number(to) - Number(from)).toFixed(1)}%" height="12" rx="2"/>` +
      `<line class="line a" x1="${middle}%" x2="${middle}%" y1="4" y2="16"/>` +
      `<circle class="dot b" cx="${at}%" cy="10" r="5"/>`,
  );
}
