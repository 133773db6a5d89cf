import type { Failure } from '../catalogue/failure.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** A failure as it is told: where, what, what to do. */
export function failureText({ where, what, remedy }: Failure, style: Style): string {
  return `${style.warning('failed')}: ${printable(where)}: ${sentence(printable(what))} ${printable(remedy)}\n`;
}

/** What other programs say ends without a full stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
