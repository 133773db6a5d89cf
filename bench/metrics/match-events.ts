import { SwerveError } from '../../src/errors.js';

/** Seconds, ascending. */
export type Events = ArrayLike<number>;

/**
 * The most pairs [reference index, estimated index] with `|estimated - reference| <= windowSeconds`, no event in two.
 * In ascending events under one window, pairing the earliest that fit is a maximum matching.
 */
export function matchEvents(
  reference: Events,
  estimated: Events,
  windowSeconds: number,
): (readonly [reference: number, estimated: number])[] {
  const pairs: (readonly [number, number])[] = [];
  let r = 0;
  let e = 0;
  while (r < reference.length && e < estimated.length) {
    if (estimated[e]! < reference[r]! - windowSeconds) e++;
    else if (estimated[e]! > reference[r]! + windowSeconds) r++;
    else pairs.push([r++, e++]);
  }
  return pairs;
}

/** Throws unless the events are finite and ascending. */
export function checkEvents(events: Events, what: string): void {
  for (let i = 0; i < events.length; i++) {
    if (Number.isFinite(events[i]) && !(i > 0 && events[i]! < events[i - 1]!)) continue;
    throw new SwerveError(
      'invalid-argument',
      `The ${what} are not finite and ascending at index ${i}: ${events[i]}.`,
      what,
      'Sort them and leave out what is not a number.',
    );
  }
}
