import type { Failure } from '../catalogue/failure.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** A failure as it is told: where, what, what to do. */
export function failureText({ where, what, remedy }: Failure, style: Style): string {
  return `${style.warning('failed')}: ${printable(where)}: ${printable(what)} ${printable(remedy)}\n`;
}
