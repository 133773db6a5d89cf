import type { Failure } from '../catalogue/failure.js';
import { failureText } from '../report/failure-text.js';
import type { Context } from './context.js';

/** Tells of each recording that fails and, on a terminal, how far it is; `end` says how many failed. */
export function tellRecordings(
  progress: (done: number) => string,
  { tell, style, interactive }: Pick<Context, 'tell' | 'style' | 'interactive'>,
): { readonly onRecording: (file: string, failure?: Failure) => void; readonly end: () => number } {
  let done = 0;
  let failed = 0;
  return {
    onRecording(_file, failure) {
      done++;
      if (interactive) tell('\r\u001b[K');
      if (failure !== undefined) {
        failed++;
        tell(failureText(failure, style));
      }
      if (interactive) tell(progress(done));
    },
    end() {
      if (interactive && done > 0) tell('\r\u001b[K');
      return failed;
    },
  };
}

/** Says how many of the recordings name no artist, and what that makes of them. */
export function tellNameless(
  recordings: readonly { readonly artist: string }[],
  of: string,
  { tell, style }: Pick<Context, 'tell' | 'style'>,
): void {
  const nameless = recordings.filter(({ artist }) => artist === '').length;
  if (nameless > 0)
    tell(
      `${style.warning('note')}: ${nameless} of ${recordings.length} ${of} without an artist's name; each counts as an artist of its own\n`,
    );
}
