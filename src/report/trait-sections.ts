import type { Unit } from '../analysis/analyser.js';
import type { Contribution } from '../scoring/contributions.js';
import { tableOf } from './chart-figure.js';
import { bandStrip } from './charts/band-strip.js';
import { escapeMarkup } from './escape-markup.js';
import { formatQuantity } from './quantity.js';
import type { ScoreDocument } from './score-document.js';
import { distinctive, typical } from './score-words.js';

/** The features that set a recording apart, those that make it ordinary, and all of them in a table. */
export function traitSections({ contributions, coordinates, references: { title } }: ScoreDocument): string {
  const traits = contributions.filter(({ id }) => !coordinates.includes(id));
  const apart = distinctive(traits);
  const ordinary = typical(traits, apart);
  const list = (chosen: readonly Contribution[], none: string) =>
    chosen.length === 0
      ? `<p class="absent">${none}</p>`
      : `<ul class="rows traits">${chosen.map((trait) => traitRow(trait, title)).join('\n')}</ul>`;
  const head = ['Feature', 'aspect', 'share', 'value', 'median', '5th–95th percentile', 'deviations', 'in words'];
  return `<section class="columns">
<section>
<h2>What sets it apart</h2>
<p class="note">Box: nine in ten of ${escapeMarkup(title)}'s references; stroke: their median; dot: this recording; at the right the part of the departure.</p>
${list(apart, 'Nothing measured lies far from the middle of its genre.')}
</section>
<section>
<h2>What makes it ordinary</h2>
<p class="note">The features nearest the median, one an aspect.</p>
${list(ordinary, 'Nothing measured lies near the middle of its genre.')}
</section>
</section>
<details class="wide"><summary>All ${contributions.length} features, with exact shares</summary>${tableOf({ head, rows: contributions.map(cellsOf) })}</details>`;
}

function traitRow(trait: Contribution, genre: string): string {
  const { title, value, unit, aspect, z, direction, share } = trait;
  const words = z !== null && Math.abs(z) >= 1 ? `${direction} · ${aspect}` : aspect;
  return `<li><span>${escapeMarkup(title)}<br><small>${escapeMarkup(words)}</small></span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentenceOf(trait, genre))}"><b>${escapeMarkup(formatQuantity(value, unit as Unit))}</b></span><span class="track">${bandStrip(trait)}</span><span class="part"><small>${escapeMarkup(percent(share))}</small></span></li>`;
}

function sentenceOf({ title, value, unit, median, band, lower, higher, share }: Contribution, genre: string): string {
  const text = (quantity: number) => formatQuantity(quantity, unit as Unit);
  const beside =
    median === null || band === null
      ? ''
      : ` The median of ${genre} is ${text(median)}; nine in ten lie from ${text(band[0])} to ${text(band[1])}. A lower value: ${lower}; a higher one: ${higher}.`;
  return `${title}: ${text(value)}.${beside} It makes ${percent(share)} of the departure.`;
}

function cellsOf({ title, aspect, share, value, unit, median, band, z, direction }: Contribution): readonly string[] {
  const text = (quantity: number) => formatQuantity(quantity, unit as Unit);
  return [
    title,
    aspect,
    `${(100 * share).toFixed(2)}%`,
    text(value),
    median === null ? '–' : text(median),
    band === null ? '–' : `${text(band[0])} to ${text(band[1])}`,
    z === null ? '–' : z.toFixed(2).replace('-', '−'),
    direction,
  ];
}

function percent(share: number): string {
  return share >= 0.005 ? `${(100 * share).toFixed(0)}%` : '<1%';
}
