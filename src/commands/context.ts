import type { Style } from '../report/style.js';

/** What a command may touch of the outside: data goes to `print`, everything else to `tell`. */
export type Context = {
  /** Standard output. */
  readonly print: (text: string) => void;
  /** Standard error. */
  readonly tell: (text: string) => void;
  readonly style: Style;
  /** Whether standard error is a terminal, where progress may be drawn. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
};

/** What the shell is told. */
export const exitCodes = {
  done: 0,
  someFailed: 1,
  usage: 2,
  nothingReadable: 3,
  ourFault: 70,
  cannotWrite: 74,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Of a batch of which so many could not be read. */
export function exitCodeOf(failed: number, all: number): ExitCode {
  if (failed === 0) return exitCodes.done;
  return failed === all ? exitCodes.nothingReadable : exitCodes.someFailed;
}
