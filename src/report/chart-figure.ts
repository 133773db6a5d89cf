import type { Absent } from '../features/track-portrait.js';
import { escapeMarkup } from './escape-markup.js';

/** Numbers behind a chart, or on their own. */
export type Table = {
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
};

/** A chart with what it is, how to read it, and its numbers in a table; or why there is none. */
export function chartFigure(
  title: string,
  note: string,
  content: { readonly picture: string; readonly table?: Table } | Absent,
): string {
  const caption = `<figcaption><h3>${escapeMarkup(title)}</h3><p>${escapeMarkup(note)}</p></figcaption>`;
  if ('missing' in content)
    return `<figure>${caption}<p class="absent">Nothing to draw: ${escapeMarkup(content.missing)}.</p></figure>`;
  const { picture, table } = content;
  const numbers =
    table === undefined
      ? ''
      : `<details><summary>The numbers<span class="unseen"> of: ${escapeMarkup(title)}</span></summary>${tableOf(table)}</details>`;
  return `<figure>${caption}${picture}${numbers}</figure>`;
}

/** A table that scrolls by itself where it is too wide, which a keyboard can do too. */
export function tableOf({ head, rows }: Table): string {
  const [first, ...others] = head;
  const body = rows.map(([name, ...cells]) => {
    return `<tr><th scope="row">${escapeMarkup(name ?? '')}</th>${cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`;
  });
  const heads = [first ?? '', ...others].map((cell) => `<th scope="col">${escapeMarkup(cell)}</th>`);
  return (
    `<div class="table" tabindex="0" role="region" aria-label="${escapeMarkup(head.join(', '))}"><table>` +
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}
