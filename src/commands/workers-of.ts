import { SwerveError } from '../errors.js';

/** The number of threads that `--workers` asks for. Throws SwerveError 'invalid-argument'. */
export function workersOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const workers = Number(text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= 256) return workers;
  throw new SwerveError('invalid-argument', `'${text}' is no number of workers.`, '--workers', 'Give 1 to 256.');
}
