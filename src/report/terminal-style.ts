import { styleText } from 'node:util';
import type { Style } from './style.js';

/** Colours only on a terminal, and not where NO_COLOR is set (no-color.org). */
export function styleFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Style {
  const coloured = stream.isTTY === true && !environment['NO_COLOR'];
  const mark = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured ? styleText(format, text) : text;
  return { strong: mark('bold'), faint: mark('dim'), heading: mark('cyan'), warning: mark('yellow') };
}
