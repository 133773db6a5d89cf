import { tableOf } from './chart-figure.js';
import { escapeMarkup } from './escape-markup.js';
import type { ScoreDocument } from './score-document.js';

/** How much of an artist a recording keeps, beside a genre; nothing where it was not asked for. */
export function signatureSection({ signature }: ScoreDocument): string {
  if (signature === undefined) return '';
  const { artist, genre, retention, genreBand, mainstreamPull, n } = signature;
  const number = (value: number) => value.toFixed(2).replace('-', '−');
  const band = ([low, high]: readonly [number, number]) => `${number(low)} to ${number(high)}`;
  const rows = [
    ['Signature retention', number(retention.value), band([retention.low, retention.high]), band(genreBand)],
    ...(mainstreamPull === null
      ? []
      : [['Mainstream pull', number(mainstreamPull.value), '–', band(mainstreamPull.genreBand)]]),
  ];
  return `<section>
<h2>Signature of ${escapeMarkup(artist)}</h2>
<p class="note">Retention is 1 where it is fully ${escapeMarkup(artist)} and 0 at the centre of ${escapeMarkup(genre)}; the pull is 0 there and 1 at the centre of the other genres. By ${n.tracks} tracks on ${n.groups} albums and ${n.references} references; neither is better for being 1.</p>
${tableOf({ head: ['Measure', 'value', '95 % interval', `nine in ten of ${genre}`], rows })}
</section>`;
}
