/** What went wrong, where, and what to do about it: the one error type that crosses a room's boundary. */
export class SwerveError extends Error {
  readonly code: ErrorCode;
  /** The file, option or feature concerned. */
  readonly where: string;
  /** One sentence that a user can act on. */
  readonly remedy: string;

  constructor(code: ErrorCode, what: string, where: string, remedy: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = 'SwerveError';
    this.code = code;
    this.where = where;
    this.remedy = remedy;
  }

  /** As it stands in JSON, where the message of an Error is left out. */
  toJSON(): { code: ErrorCode; what: string; where: string; remedy: string } {
    return { code: this.code, what: this.message, where: this.where, remedy: this.remedy };
  }
}

/** Whether an output, and no recording, is what went wrong: every further one would fail alike. */
export function isCannotWrite(error: unknown): boolean {
  return error instanceof SwerveError && error.code === 'cannot-write';
}

export type ErrorCode =
  | 'not-found'
  | 'not-audio'
  | 'empty-audio'
  | 'too-short'
  | 'damaged-audio'
  | 'no-progress'
  | 'unsupported-format'
  | 'missing-package'
  | 'invalid-analyser'
  | 'invalid-profile'
  | 'profile-mismatch'
  | 'too-few-references'
  | 'invalid-argument'
  | 'cannot-write'
  | 'aborted';
