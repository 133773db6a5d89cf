import { type ErrorCode, SwerveError } from '../errors.js';

/** A recording that could not be analysed, as a value: what went wrong, where, what to do. */
export type Failure = {
  readonly code: ErrorCode | 'internal';
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
};

/** Anything thrown, as a value that survives a worker's boundary and JSON. */
export function failureOf(error: unknown, where: string): Failure {
  if (error instanceof SwerveError) return error.toJSON();
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'internal', what, where, remedy: 'This is a fault of Swerve: please report it with the file.' };
}

/** What may be otherwise the next time, though the file and Swerve are the same. */
export const mendable: readonly string[] = ['not-found', 'missing-package', 'no-progress'];
