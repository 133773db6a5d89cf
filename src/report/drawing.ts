import { escapeMarkup } from './escape-markup.js';

export type Picture = {
  /** What it shows, as screen readers say it. */
  readonly title: string;
  /** How to read it, and what is to be seen in it. */
  readonly description: string;
};

/** An SVG picture of a size in its own units, which fills the width it is given. */
export function drawing(picture: Picture & { width: number; height: number }, content: string): string {
  const { width, height } = picture;
  return `<svg class="drawing" viewBox="0 0 ${width} ${height}" role="group">${named(picture)}${content}</svg>`;
}

/** An SVG picture one line high; its places across are shares of whatever width it is given. */
export function strip(picture: Picture, content: string): string {
  return `<svg class="strip" role="img">${named(picture)}${content}</svg>`;
}

/** A part of a picture that says its sentence when it is pointed at or reached by keyboard. */
export function mark(sentence: string, content: string): string {
  return `<g class="says" role="img" tabindex="0" aria-label="${escapeMarkup(sentence)}">${content}</g>`;
}

/** The same of one of many, which a keyboard would be lost in: a table behind the picture has them. */
export function pointedMark(sentence: string, content: string): string {
  return `<g class="says" data-says="${escapeMarkup(sentence)}">${content}</g>`;
}

/** A coordinate to a tenth. */
export function placed(value: number): number {
  return Math.round(value * 10) / 10;
}

function named({ title, description }: Picture): string {
  return `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(description)}</desc>`;
}
