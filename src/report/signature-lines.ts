import type { Unit } from '../analysis/analyser.js';
import type { Signature } from '../scoring/signature.js';
import type { SignatureTrait } from '../scoring/signature-traits.js';
import { printable } from './printable.js';
import { formatQuantity, formatSigned } from './quantity.js';
import type { Style } from './style.js';

const nameWidth = 34;

/** How much of an artist a recording keeps, and how far it is drawn to the mainstream. */
export function signatureLines(
  { artist, genre, retention, genreBand, mainstreamPull, n }: Signature,
  style: Style,
): string[] {
  const number = (value: number) => value.toFixed(2).replace('-', '−');
  const band = ([low, high]: readonly [number, number]) =>
    `${printable(genre)} mostly ${number(low)} to ${number(high)}`;
  const lines = [
    `${style.strong(`Signature of ${printable(artist)}`.padEnd(nameWidth))}${style.strong(number(retention.value))} [${number(retention.low)} to ${number(retention.high)}]  ${style.faint(`1: fully ${printable(artist)}, 0: the centre of ${printable(genre)}; ${band(genreBand)}`)}`,
  ];
  if (mainstreamPull !== null)
    lines.push(
      `${'Mainstream pull'.padEnd(nameWidth)}${number(mainstreamPull.value)}  ${style.faint(`0: the centre of ${printable(genre)}, 1: of the other genres; ${band(mainstreamPull.genreBand)}`)}`,
    );
  lines.push(style.faint(`n = ${n.tracks} tracks on ${n.groups} albums, ${n.references} references; interval 95 %`));
  return lines;
}

/** In what an artist differs from a genre, the largest difference first. */
export function traitLines(artist: string, genre: string, traits: readonly SignatureTrait[], style: Style): string[] {
  if (traits.length === 0)
    return [`${printable(artist)} differs from ${printable(genre)} in nothing that is sure (false discovery rate 5 %)`];
  return [
    style.strong(`In what ${printable(artist)} differs from ${printable(genre)}`),
    ...traits.map(({ title, median, genreMedian, unit, direction, delta }) =>
      [
        `  ${printable(title)}`.padEnd(nameWidth + 10),
        formatQuantity(median, unit as Unit).padEnd(12),
        direction.padEnd(28),
        style.faint(`genre ${formatQuantity(genreMedian, unit as Unit)}`.padEnd(18)),
        `δ ${formatSigned(delta, 2)}`,
      ].join(' '),
    ),
    style.faint("δ: Cliff's delta, −1 to 1; false discovery rate 5 %, albums against artists"),
  ];
}
